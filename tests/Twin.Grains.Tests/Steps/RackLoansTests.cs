namespace Twin.Grains.Tests.Steps;

/// <summary>Answers of lent racks count only under the number that they were lent with.</summary>
public sealed class RackLoansTests
{
    private readonly RackLoans _loans = new();

    [Fact]
    public void An_answer_is_taken_once_for_its_number_tick_and_epoch()
    {
        var number = _loans.Lend(5);
        _loans.Lend(5).ShouldBe(number, "a rack that is lent keeps its number");
        _loans.Takes(5, Answer(number, 1, 7), 1, 7, number, 1, keep: false).ShouldBeTrue();
        _loans.HoldsRow(5).ShouldBeTrue();
        _loans.Takes(5, Answer(number, 1, 7), 1, 8, number, 1, keep: false).ShouldBeFalse("a late answer is for another tick");
        _loans.Number(5).ShouldNotBe(number);
        _loans.HoldsRow(5).ShouldBeFalse("it gets its row again");
        _loans.Takes(5, Answer(number, 1, 8), 1, 8, number, 1, keep: false).ShouldBeFalse("an old number is not taken");
    }

    [Fact]
    public void A_rack_that_never_answers_counts_as_dormant_unless_all_are_lent()
    {
        foreach (var (rack, keep) in new[] { (1, false), (2, true) })
        {
            _loans.Lend(rack);
            for (var tick = 0; tick < 3; tick++)
            {
                _loans.Takes(rack, null, 1, tick, _loans.Number(rack), 1, keep).ShouldBeFalse();
            }
        }

        _loans.Racks.ShouldBe([2]);
    }

    [Fact]
    public void A_row_handed_back_under_an_old_number_ends_no_newer_lending()
    {
        var number = _loans.Lend(3);
        _loans.Renew();
        _loans.Return(3, number);
        _loans.Racks.ShouldBe([3]);
        _loans.Return(3, _loans.Number(3));
        _loans.Racks.ShouldBeEmpty();
    }

    private static RackAnswer Answer(long number, long epoch, long tick) => new(number, epoch, tick, [default]);
}
