using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

public sealed class RackLineTests
{
    private const int Count = 20_000;

    private static readonly RackLine[] Lines =
    [
        .. RackLine.Of(new RackPage(
            NodePath.Parse("a/b/c"), 0, 0, Count, 0, [new HallView("hall-01", "standard", 2.5, 0, 12_000, 20), new HallView("hall-02", "standard", 2.5, 12_000, 8_000, 20)],
            [.. Enumerable.Range(0, Count).Select(i => 20f + (i * 7919 % Count * 0.001f))], new float[Count], new float[Count], new float[Count],
            [.. Enumerable.Range(0, Count).Select(i => (byte)(i == 777 ? RackStatus.Fault : 0))], PlantMode.FreeDry)),
    ];

    [Fact]
    public void Every_rack_stands_in_its_hall()
    {
        Lines.Length.ShouldBe(Count);
        (Lines[11_999].Hall, Lines[12_000].Hall).ShouldBe(("hall-01", "hall-02"));
    }

    [Fact]
    public void The_hottest_comes_first_and_equals_stay_in_order()
    {
        var ordered = RackLine.Ordered(Lines, "inlet", down: true);
        ordered[0].InletC.ShouldBe(Lines.Max(l => l.InletC));
        ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.InletC >= pair.Second.InletC);
        RackLine.Ordered(Lines, "power", down: true).Select(l => l.Index).ShouldBe(Enumerable.Range(0, Count));
    }

    [Theory]
    [InlineData("r-00777", 1)]
    [InlineData("faulted", 1)]
    [InlineData("HALL-02", 8_000)]
    [InlineData("", Count)]
    [InlineData("nothing", 0)]
    public void Racks_are_found_by_number_hall_and_state(string wanted, int count) => RackLine.Found(Lines, wanted).Length.ShouldBe(count);
}
