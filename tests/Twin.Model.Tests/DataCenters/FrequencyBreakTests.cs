using Twin.Model.Grid;

namespace Twin.Model.Tests.DataCenters;

/// <summary>A UPS takes its load off a grid whose frequency it cannot follow.</summary>
public class FrequencyBreakTests
{
    private static readonly long Start = Site.Ms("2025-04-01T00:00:00Z");

    private static Site Run(int stepMs, double seconds, params (double FromS, double ToS)[] breaks)
    {
        FrequencyBreak[] all = [.. breaks.Select(b => new FrequencyBreak(Start + (long)(b.FromS * 1000), Start + (long)(b.ToS * 1000)))];
        var site = new Site(Site.Center1(PlantKind.Waterless, work: Site.Flat60), Site.Still(10), stepMs, Start)
        {
            Frequency = tick => new AreaFrequency(
                50, 50, 50, 0,
                [
                    .. all.Where(b => b.FromMs < tick.EndMs && b.ToMs > tick.StartMs)
                        .Select(b => new FrequencyBreak(Math.Max(b.FromMs, tick.StartMs), Math.Min(b.ToMs, tick.EndMs))),
                ],
                []),
        };
        while (site.NowMs < Start + (seconds * 1000))
        {
            site.Step();
        }

        return site;
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    public void It_goes_to_battery_and_generators_and_comes_back_a_minute_after(int stepMs)
    {
        var site = Run(stepMs, 600, (90, 130));
        site.Log.Where(o => o.Kind is OccurrenceKind.SupplyLost or OccurrenceKind.GeneratorsStarted or OccurrenceKind.SupplyReturned)
            .Select(o => (o.Kind, (o.AtMs - Start) / 1000.0, o.Cause))
            .ShouldBe([(OccurrenceKind.SupplyLost, 90, Cause.Frequency), (OccurrenceKind.GeneratorsStarted, 102, Cause.Generator), (OccurrenceKind.SupplyReturned, 190, Cause.Supply)]);
    }

    [Fact]
    public void A_good_frequency_disturbs_nobody() => Run(10_000, 600).Log.ShouldNotContain(o => o.Kind == OccurrenceKind.SupplyLost);
}
