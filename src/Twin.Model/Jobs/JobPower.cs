namespace Twin.Model.Jobs;

/// <summary>Power of a job over the power of its racks at full utilisation, as a mean over a time: the same energy at every step.</summary>
public static class JobPower
{
    /// <summary>Mean between two times since the job began.</summary>
    /// <param name="kind">Its class.</param>
    /// <param name="fromMs">Since it began, ms.</param>
    /// <param name="toMs">Since it began, ms; later than <paramref name="fromMs"/>.</param>
    public static double MeanShare(JobClass kind, double fromMs, double toMs) =>
        kind.Swing is { } swing ? (Until(kind, swing, toMs) - Until(kind, swing, fromMs)) / (toMs - fromMs) : 1;

    /// <summary>Peak to peak over full power; 0 where racks do not work in step.</summary>
    public static double SwingShare(JobClass kind) => kind.Swing?.Share ?? 0;

    // Power × time from the begin, ms. Iterations begin anew after each checkpoint.
    private static double Until(JobClass kind, Swing swing, double ms)
    {
        double between = kind.CheckpointMs;
        if (between <= 0)
        {
            return Iterations(swing, ms);
        }

        var saving = Math.Min(between, swing.CheckpointS * 1000);
        var done = Math.Floor(ms / between);
        var rest = ms - (done * between);
        return (done * (Iterations(swing, between - saving) + (saving * swing.CheckpointShare)))
            + Iterations(swing, Math.Min(rest, between - saving)) + (Math.Max(0, rest - (between - saving)) * swing.CheckpointShare);
    }

    private static double Iterations(Swing swing, double ms)
    {
        var computing = swing.IterationMs * (1 - swing.WaitPart);
        var done = Math.Floor(ms / swing.IterationMs);
        var rest = ms - (done * swing.IterationMs);
        return (done * (swing.IterationMs - (swing.IterationMs * swing.WaitPart * swing.Share)))
            + Math.Min(rest, computing) + (Math.Max(0, rest - computing) * (1 - swing.Share));
    }
}
