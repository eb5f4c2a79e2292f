namespace Twin.Model.Grid;

/// <summary>A time in which frequency is not what an uninterruptible supply takes, Unix ms.</summary>
public readonly record struct FrequencyBreak(long FromMs, long ToMs)
{
    /// <summary>True where a moment lies in one of them.</summary>
    public static bool Has(FrequencyBreak[] breaks, long ms)
    {
        foreach (var b in breaks)
        {
            if (ms >= b.FromMs && ms < b.ToMs)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What happened to a synchronous area at a moment.</summary>
public readonly record struct FrequencyNotice(long AtMs, OccurrenceKind Kind, double Hz, double LimitHz);

/// <summary>A synchronous area's frequency in one tick, as all regions in it meet it.</summary>
/// <param name="Hz">At the tick's end.</param>
/// <param name="LeastHz">In the tick.</param>
/// <param name="MostHz">In the tick.</param>
/// <param name="ShedShare">Mean share of load that was shed.</param>
/// <param name="Breaks">In time order.</param>
/// <param name="Notices">In time order.</param>
public sealed record AreaFrequency(double Hz, double LeastHz, double MostHz, double ShedShare, FrequencyBreak[] Breaks, FrequencyNotice[] Notices);
