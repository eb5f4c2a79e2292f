namespace Twin.Grains.Tests.Steps;

/// <summary>Answers of lent racks count only under the number that they were lent with.</summary>
public sealed class RackLoansTests
{
    private readonly RackLoans _loans = new();

    [Fact]
    public void An_answer_is_taken_once_for_its_number_tick_and_epoch()
    {
        var loan = _loans.Lend(5);
        var number = loan.Number;
        _loans.Lend(5).ShouldBeSameAs(loan, "a rack that is lent keeps its number");
        _loans.Takes(loan, Answer(number, 1, 7), 1, 7, 1, keep: false).ShouldBeTrue();
        loan.HoldsRow.ShouldBeTrue();
        _loans.Takes(loan, Answer(number, 1, 7), 1, 8, 1, keep: false).ShouldBeFalse("a late answer is for another tick");
        loan.Number.ShouldNotBe(number);
        loan.HoldsRow.ShouldBeFalse("it gets its row again");
        _loans.Takes(loan, Answer(number, 1, 8), 1, 8, 1, keep: false).ShouldBeFalse("an old number is not taken");
    }

    [Fact]
    public void A_rack_that_never_answers_counts_as_dormant_unless_all_are_lent()
    {
        foreach (var (rack, keep) in new[] { (1, false), (2, true) })
        {
            var loan = _loans.Lend(rack);
            for (var tick = 0; tick < 3; tick++)
            {
                _loans.Takes(loan, null, 1, tick, 1, keep).ShouldBeFalse();
            }
        }

        _loans.InOrder.Select(l => l.Rack).ShouldBe([2]);
    }

    [Fact]
    public void A_row_handed_back_under_an_old_number_ends_no_newer_lending()
    {
        var number = _loans.Lend(3).Number;
        _loans.Renew();
        _loans.Return(3, number);
        _loans.Count.ShouldBe(1);
        _loans.Return(3, _loans.Lend(3).Number);
        _loans.Count.ShouldBe(0);
    }

    [Fact]
    public void An_answer_of_a_lending_that_is_over_is_not_taken_for_the_next_one()
    {
        var (first, number) = (_loans.Lend(3), _loans.Lend(3).Number);
        _loans.Return(3, number);
        var next = _loans.Lend(3);
        _loans.Takes(first, Answer(number, 1, 7), 1, 7, 1, keep: false).ShouldBeFalse();
        next.Number.ShouldNotBe(number);
        _loans.Lend(1);
        _loans.InOrder.Select(l => l.Rack).ShouldBe([1, 3], "racks are asked in their order");
    }

    private static RackAnswer Answer(long number, long epoch, long tick) => new(number, epoch, tick, [default]);
}
