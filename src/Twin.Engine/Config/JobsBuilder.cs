using Twin.Contracts;
using Twin.Model.Jobs;

namespace Twin.Engine.Config;

/// <summary>Makes job classes and their scheduler from their file.</summary>
internal static class JobsBuilder
{
    public static JobsSpec Build(ConfigDocument<ConfigFile<JobsEntry>> file, IReadOnlyList<string> workloads, WorldSources sources)
    {
        var entry = file.Value.Spec;
        for (var i = 0; i < entry.Classes.Length; i++)
        {
            Check(entry, i, file, workloads, sources);
        }

        var s = entry.Scheduler;
        return new JobsSpec
        {
            Classes = [.. entry.Classes.Select(Class)],
            LargeKw = entry.LargeKw,
            WarmUpDays = entry.WarmUpDays,
            Scheduler = new SchedulerSpec
            {
                On = s.On, CarbonCnyPerKg = s.CarbonCnyPerKg, TransferCnyPerGb = s.TransferCnyPerGb, TransferKWhPerGb = s.TransferKWhPerGb,
                LeastSaving = s.LeastSaving, MostUse = s.MostUse, WarmInletC = s.WarmInletC,
            },
        };
    }

    private static void Check(JobsEntry entry, int i, ConfigDocument<ConfigFile<JobsEntry>> file, IReadOnlyList<string> workloads, WorldSources sources)
    {
        var (kind, pointer) = (entry.Classes[i], $"/spec/classes/{i}");
        if (!workloads.Contains(kind.Name))
        {
            sources.Fault(file, $"{pointer}/name", $"there is no workload class '{kind.Name}'; {Nearest.Clause(kind.Name, workloads)}");
        }
        else if (Array.FindIndex(entry.Classes, c => c.Name == kind.Name) < i)
        {
            sources.Fault(file, $"{pointer}/name", $"the class '{kind.Name}' is there twice; leave one out");
        }

        if (kind.SizeKw is null != kind.Hours is null)
        {
            sources.Fault(file, pointer, $"the class '{kind.Name}' has one of sizeKw and hours; write both, or neither where only recorded jobs come");
        }

        foreach (var (name, spread) in (ReadOnlySpan<(string, SpreadEntry?)>)[("sizeKw", kind.SizeKw), ("hours", kind.Hours)])
        {
            if (spread is not null && (spread.Least > spread.Median || spread.Median > spread.Most))
            {
                sources.Fault(file, $"{pointer}/{name}", $"least {spread.Least}, median {spread.Median} and most {spread.Most} are out of order; the median lies between the others");
            }
        }
    }

    private static JobClass Class(JobClassEntry e) => new()
    {
        Name = e.Name,
        SizeKw = Of(e.SizeKw),
        Hours = Of(e.Hours),
        SlackShare = e.SlackShare,
        SlackHours = e.SlackHours,
        DataGbPerKWh = e.DataGbPerKWh,
        TransferGbps = e.TransferGbps,
        Movable = e.Movable,
        CheckpointMinutes = e.CheckpointMinutes,
        Swing = e.Swing is { } s ? new Swing(s.Share, s.IterationS * 1000, s.WaitPart, s.CheckpointS, s.CheckpointShare) : null,
    };

    private static Spread? Of(SpreadEntry? e) => e is null ? null : new(e.Median, e.LogDeviation, e.Least, e.Most);
}
