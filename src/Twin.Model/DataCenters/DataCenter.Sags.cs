namespace Twin.Model;

/// <summary>
/// What a data center makes of voltage sags. The UPS carries its load through each; its counter takes the third within a
/// minute for a bad grid and moves the load to generators (MODELS §6; on 10 July 2024 in Virginia 1,500 MW left so within
/// 82 s).
/// </summary>
public sealed partial class DataCenter
{
    // Below 90 % of voltage a UPS counts a disturbance (ITIC's steady limit).
    private const double FeltDepth = 0.1;

    private const int MostSags = 3;
    private const long SagWindowMs = 60_000;

    // People bring the load back by hand (assumption).
    private const long OffGridMs = 30 * 60_000;

    // Impedance of a section of line over that of the grid behind the fault: depth falls as 1/(1 + n·this) (assumption).
    private const double SectionOverSource = 0.5;

    /// <summary>Counts the sags that have begun since the last one.</summary>
    private void FeelSags(PowerState power, long t)
    {
        foreach (var e in _events)
        {
            if (e.Kind != EventKind.VoltageSag || e.StartMs > t || e.StartMs <= power.SaggedMs || power.Supply is not (Supply.Utility or Supply.Transfer)
                || t >= e.GoneMs || DepthAt(e) < FeltDepth)
            {
                continue;
            }

            power.SaggedMs = t;
            (power.Sags, power.FirstSagMs) = t - power.FirstSagMs < SagWindowMs ? (power.Sags + 1, power.FirstSagMs) : (1, t);
            Happened(t, OccurrenceKind.VoltageSagged, Cause.Voltage, 1 - DepthAt(e), 1 - FeltDepth);
            if (power.Sags >= MostSags)
            {
                (power.Sags, power.FirstSagMs, power.OffGridUntilMs) = (0, PowerState.Never, t + OffGridMs);
                Happened(t, OccurrenceKind.LeftGrid, Cause.Voltage, MostSags, SagWindowMs / 1000.0);
            }
        }
    }

    /// <summary>Depth of a sag at the feed in use, 0–1: it fades with the sections of line between.</summary>
    private double DepthAt(TwinEvent e)
    {
        var own = _feedSubstations[State.Power.Feed];
        if (e.Selection.Length == 0 || e.Selection == own)
        {
            return e.Magnitude;
        }

        // Where nothing is known of lines, any other station is two sections away.
        var sections = _hub.Network is { } network ? network.Sections(network.IndexOf(e.Selection), _feedStations[State.Power.Feed]) : 2;
        return e.Magnitude / (1 + (sections * SectionOverSource));
    }
}
