namespace Twin.Model;

/// <summary>One kind of event: its level, unit, limits and usual values.</summary>
/// <param name="Level">The level whose nodes it acts on.</param>
/// <param name="Unit">Unit of the magnitude; empty for on/off events.</param>
/// <param name="Least">Smallest magnitude.</param>
/// <param name="Most">Largest magnitude.</param>
/// <param name="Usual">Magnitude where none is given.</param>
/// <param name="UsualDurationMs">Duration where none is given; null: until ended.</param>
/// <param name="UsualRampMs">Ramp where none is given.</param>
/// <param name="Selection">What a selection means; empty where the kind takes none.</param>
/// <param name="Source">Where the magnitudes come from.</param>
public sealed record EventFacts(
    EventKind Kind, NodeKind Level, string Unit, double Least, double Most, double Usual,
    long? UsualDurationMs, long UsualRampMs, string Selection, string Source);

/// <summary>All kinds of events, with magnitudes after MODELS §10.</summary>
public static class EventCatalogue
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    public static IReadOnlyList<EventFacts> All { get; } =
    [
        new(EventKind.HeatWave, NodeKind.Hub, "K", 0.5, 25, 8, 3 * Day, 3 * Hour, "", "Chongqing August 2022, +6 to +10 K"),
        new(EventKind.ColdWave, NodeKind.Hub, "K", 0.5, 30, 12, 3 * Day, 12 * Hour, "", "Datong December 2023, −8 to −16 K in 24 h"),
        new(EventKind.DustStorm, NodeKind.Hub, "µg/m³", 200, 10_000, 2_000, 12 * Hour, 1 * Hour, "", "15 March 2021, PM10 above 2,000 µg/m³"),
        new(EventKind.Calm, NodeKind.Hub, "share", 0.05, 1, 0.9, 48 * Hour, 2 * Hour, "", "wind below a tenth for 24–96 h (assumption)"),
        new(EventKind.FeedLoss, NodeKind.DataCenter, "", 1, 1, 1, 1 * Hour, 0, "a feed's number, 1 or 2; empty: all feeds", "assumption"),
        new(EventKind.SubstationTrip, NodeKind.Hub, "", 1, 1, 1, 2 * Hour, 0, "a substation's name; empty: all of the hub's", "220 kV station trip (assumption)"),
        new(EventKind.ChillerTrip, NodeKind.DataCenter, "units", 1, 100, 1, 30 * Minute, 0, "", "Azure Australia East 2023: five of seven tripped"),
        new(EventKind.PumpTrip, NodeKind.DataCenter, "pumps", 1, 100, 1, 30 * Minute, 0, "", "10–30 min to restart"),
        new(EventKind.FanWallFailure, NodeKind.DataCenter, "fans of 8", 1, 8, 2, 2 * Hour, 0, "a hall's name; empty: every hall", "−5 to −25 % airflow per hall"),
        new(EventKind.UpsFailure, NodeKind.DataCenter, "modules", 1, 100, 1, 4 * Hour, 0, "", "one block of 1–2.5 MW"),
        new(EventKind.GeneratorFailure, NodeKind.DataCenter, "sets", 1, 100, 1, 12 * Hour, 0, "", "one of N + 1"),
        new(EventKind.WaterLoss, NodeKind.DataCenter, "", 1, 1, 1, 6 * Hour, 0, "", "make-up water lost (assumption)"),
        new(EventKind.LoadSurge, NodeKind.DataCenter, "share", -0.9, 2, 0.5, 2 * Hour, 10 * Minute, "a hall's name; empty: every hall", "+30 to +100 % inference in 10 min"),
        new(EventKind.JobStart, NodeKind.DataCenter, "MW", 0.01, 500, 20, 8 * Hour, 30_000, "a hall's name; empty: the densest halls", "24,000 accelerators: tens of MW in seconds"),
        new(EventKind.JobStop, NodeKind.DataCenter, "MW", 0.01, 500, 20, 8 * Hour, 1_000, "a hall's name; empty: the densest halls", "as a start, downwards"),
        new(EventKind.RackFault, NodeKind.Rack, "", 1, 1, 1, 4 * Hour, 0, "racks, such as 0-99,120; empty: all of the target", "assumption"),
        new(EventKind.RackCap, NodeKind.Rack, "share", 0.05, 1, 0.7, 4 * Hour, 0, "racks, such as 0-99,120; empty: all of the target", "power cap over design power"),
        new(EventKind.RackLoad, NodeKind.Rack, "share", 0, 1, 0.8, 4 * Hour, 0, "racks, such as 0-99,120; empty: all of the target", "utilisation set by hand"),
        new(EventKind.CloudFront, NodeKind.Hub, "share", 0.05, 1, 0.7, 2 * Hour, 30 * Minute, "", "−70 % in an hour at one site, −20 to −30 % over a region"),
        new(EventKind.Icing, NodeKind.Hub, "share", 0.05, 1, 0.5, 24 * Hour, 3 * Hour, "", "rotor ice leaves 0.3 to 0.8 of the output"),
        new(EventKind.CapacityLoss, NodeKind.Region, "MW", 1, 50_000, 600, 2 * Hour, 0, "a fleet's name; empty: the largest that can be set", "one coal unit; Great Britain 2019 lost 1,878 MW"),
        new(EventKind.TieLoss, NodeKind.Region, "share", 0.05, 1, 0.5, 1 * Hour, 0, "", "one pole of two; 10–60 min (assumption)"),
        new(EventKind.PriceSpike, NodeKind.Region, "CNY/kWh", -0.5, 5, 1.5, 1 * Hour, 0, "", "Shanxi's spot limit of 1.5 (recalled); 15 min to hours"),
        new(EventKind.LineTrip, NodeKind.Hub, "", 1, 1, 1, 2 * Hour, 0, "a line's name; empty: all of the hub's", "220 kV line trip (assumption)"),
        new(EventKind.VoltageSag, NodeKind.Hub, "share", 0.1, 1, 0.6, 100, 0, "the station where it strikes; empty: at every station", "depth 0.2 to 0.8 for 60–150 ms (assumption); six of them on 10 July 2024 in Virginia"),
        new(EventKind.LinkCut, NodeKind.Hub, "", 1, 1, 1, 6 * Hour, 0, "a link's name; empty: all of the hub's", "a cut fibre takes 4 h on poles, 6 h and more in the ground"),
        new(EventKind.BusTrip, NodeKind.Hub, "bar", 1, 2, 1, 2 * Hour, 0, "a substation's name; empty: every one of the hub's", "one of a station's two bars, with every second line and feed (assumption)"),
        new(EventKind.UhvLoss, NodeKind.Region, "", 1, 1, 1, 30 * Minute, 0, "a line's name; empty: all of the region's", "both poles of a ±800 kV line blocked, East China, 19 September 2015"),
        new(EventKind.FrequencyDip, NodeKind.Region, "MW", 10, 50_000, 4_900, 30 * Minute, 0, "", "generation lost elsewhere in the synchronous area; 4.9 GW in East China, 19 September 2015"),
        new(EventKind.DemandCall, NodeKind.Hub, "MW", 0.1, 5_000, 40, 30 * Minute, 0, "emergency, dayAhead or frequency; empty: emergency", "shared out by design power; emergency −10 to −20 % of IT, day-ahead 1–4 h, frequency 2–10 s (assumption)"),
        new(EventKind.SchedulerOff, NodeKind.Network, "", 1, 1, 1, null, 0, "", "jobs run where and when they come, to compare"),
        new(EventKind.RackSetPoint, NodeKind.Rack, "°C", 15, 35, 20, 4 * Hour, 0, "racks, such as 0-99,120; empty: all of the target", "inlet from which a rack's fans speed up; 24 or 26 °C by its fans"),
    ];

    public static EventFacts Of(EventKind kind) => All[(int)kind];
}
