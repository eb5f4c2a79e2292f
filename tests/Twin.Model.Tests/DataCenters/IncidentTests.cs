namespace Twin.Model.Tests.DataCenters;

/// <summary>
/// Two published outages played with the events they are made of (MODELS §5). Their halls, loads and hands on site are not
/// known, so the shape alone is held: what happens, in which order, and within minutes or hours.
/// </summary>
public sealed class IncidentTests
{
    private static readonly RackClass Cloud = new() { Name = "cloud", DesignKw = 8 };

    private static Site New(PlantSpec plant, double dryC, double rhPct, RackClass rack) =>
        new(Site.Center1(plant.Kind, rack, 64, Site.Flat60, plantSpec: plant), Sky.Of([dryC], [rhPct]), 10_000, Sky.StartMs);

    /// <summary>
    /// Azure Australia East, 30 August 2023: five of seven chillers ran and two stood by; a sag tripped the five, one of the
    /// two stayed up, the restart took longer than the hall had, load was shed, and it lasted for more than a day.
    /// </summary>
    [Fact]
    public void Azure_Australia_East_one_chiller_of_five_needed_holds_part_of_the_load()
    {
        // Warmer than that night was, so that compressors carry all, as chillers without economizer did there.
        var site = New(new PlantSpec { Kind = PlantKind.ChilledWater, Units = 7, UnitsNeeded = 5 }, 28, 50, Cloud);
        site.Events =
        [
            site.Event(EventKind.FeedLoss, 3600, 1, selection: "1"),
            site.Event(EventKind.ChillerTrip, 3600, 26 * 3600, 5),
            site.Event(EventKind.ChillerTrip, 3601, 26 * 3600, 1),
        ];
        var readings = site.Run(30);
        double It(double hours) => readings[(int)(hours * 360) - 1][Quantity.ItKw];

        site.Of(OccurrenceKind.SupplyLost).ShouldBeEmpty("the sag passed the racks by");
        (site.Of(OccurrenceKind.RacksThrottling)[0].S() - 3600).ShouldBeLessThan(600);
        (site.Of(OccurrenceKind.RacksShutDown)[0].S() - 3600).ShouldBeInRange(60, 3600);

        // A fifth of the design capacity holds a part of the load, hour after hour: less than a fifth of it, because racks
        // protect themselves one by one and start again too soon, where people would have chosen which to keep.
        var held = readings.Skip(2 * 360).Take(24 * 360).Average(r => r[Quantity.ItKw]);
        (held / It(1)).ShouldBeInRange(0.05, 0.4);
        readings[26 * 360][Quantity.RacksShutDown].ShouldBeGreaterThan(0);
        It(30).ShouldBe(It(1), 0.02 * It(1));
    }

    /// <summary>
    /// Alibaba Cloud Hong Kong, zone C, 18 December 2022: chillers lost at 08:56, none takes over; first servers off after 27
    /// minutes; the first chiller is back at 15:20, four at 18:55, stable at 19:47.
    /// </summary>
    [Fact]
    public void Alibaba_Hong_Kong_loses_all_chillers_warms_for_tens_of_minutes_and_returns_chiller_by_chiller()
    {
        const double Back1 = 6.4 * 3600, Back4 = 9.98 * 3600;
        var site = New(new PlantSpec { Kind = PlantKind.ChilledWater, Units = 8, UnitsNeeded = 4 }, 26, 60, new RackClass { Name = "standard", DesignKw = 2.5 });
        site.Events = [site.Event(EventKind.ChillerTrip, 3600, Back1, 8), site.Event(EventKind.ChillerTrip, 3600 + Back1, Back4 - Back1, 7)];
        var readings = site.Run(14);
        double It(double hours) => readings[(int)(hours * 360) - 1][Quantity.ItKw];

        var alarm = readings.FindIndex(r => r.MaxInletC > 27) * 10.0; // upper end of the recommended range
        var off = site.Of(OccurrenceKind.RacksShutDown)[0].S();
        (alarm - 3600).ShouldBeInRange(0, 600);
        ((off - alarm) / 60).ShouldBeInRange(9, 60);
        readings[(int)((3600 + Back1) / 10) - 1][Quantity.ItKw].ShouldBeLessThan(0.5 * It(1));

        // One chiller lets some return, four all.
        var withNone = readings.Skip(4 * 360).Take(3 * 360).Average(r => r[Quantity.ItKw]);
        var withOne = readings.Skip(8 * 360).Take(2 * 360).Average(r => r[Quantity.ItKw]);
        withOne.ShouldBeGreaterThan(withNone);
        withOne.ShouldBeLessThan(It(1));
        It(13).ShouldBe(It(1), 0.02 * It(1), "two hours after four chillers are back all racks run; there it took one");
    }
}
