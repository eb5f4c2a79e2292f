using Twin.Contracts;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Config;

/// <summary>Recorded jobs: a table with a row for each, and what its columns mean.</summary>
internal sealed class JobTraceFile(ConfigDocument<ConfigFile<JobsEntry>> file, JobsSpec jobs, HubSpec[] hubs, WorldSources sources)
{
    // A record of more than a year's length of one job is told in another unit than was said.
    private const double MostRunMs = 366 * 86_400_000.0;

    private const double MostCount = 1e15;

    /// <summary>The jobs with their records.</summary>
    public JobsSpec Read()
    {
        var entries = file.Value.Spec.Traces;
        var traces = new List<JobTrace>();
        for (var i = 0; i < entries.Length; i++)
        {
            var pointer = $"/spec/traces/{i}";
            if (Trace(entries[i], pointer) is { } trace)
            {
                if (traces.Exists(t => t.Hub == trace.Hub && t.Class == trace.Class))
                {
                    sources.Fault(file, pointer, $"jobs of '{entries[i].Class}' at '{entries[i].Hub}' have a record already; join the two, or choose another hub or class");
                }

                traces.Add(trace);
            }
        }

        return jobs with { Traces = [.. traces] };
    }

    private JobTrace? Trace(JobTraceEntry e, string pointer)
    {
        var hub = Array.FindIndex(hubs, h => h.Path.Value == e.Hub);
        var kind = Array.FindIndex(jobs.Classes, c => c.Name == e.Class);
        if (hub < 0)
        {
            sources.Fault(file, $"{pointer}/hub", $"this world has no hub '{e.Hub}'; {Nearest.Clause(e.Hub, [.. hubs.Select(h => h.Path.Value)])}");
        }

        if (kind < 0)
        {
            sources.Fault(file, $"{pointer}/class", $"no class of jobs is called '{e.Class}'; {Nearest.Clause(e.Class, [.. jobs.Classes.Select(c => c.Name)])}");
        }

        if (e.End is not null == (e.RunsS is not null || e.RunsPer is not null))
        {
            sources.Fault(file, pointer, "the length of a job is told by 'end', or by 'runs' and 'runsPer'; write one of the two");
            return null;
        }

        long beginsMs = 0;
        if (e.Begins is not null && !Instants.TryRead(e.Begins, out beginsMs, out var fault))
        {
            sources.Fault(file, $"{pointer}/begins", $"'begins': {fault}");
            return null;
        }

        if (hub < 0 || kind < 0 || TraceTable.Read(e.File, file, $"{pointer}/file", sources) is not { } table || Columns.Find(e, table, file, pointer, sources) is not { } columns)
        {
            return null;
        }

        var (rows, counts) = Rows(e, table, columns, RoomKw(hub, kind));
        var shift = e.Begins is null || rows.Count == 0 ? 0 : beginsMs - rows[0].ArrivalMs;
        return table.Faulty ? null : new JobTrace
        {
            Name = e.Name,
            Hub = hub,
            Class = kind,
            Jobs = [.. rows.Select(r => r with { ArrivalMs = r.ArrivalMs + shift })],
            Counted = e.Counts,
            Counts = [.. counts],
        };
    }

    /// <summary>Design power that a hub's halls have for the class, kW.</summary>
    private double RoomKw(int hub, int kind) => hubs[hub].DataCenters.Where(d => d.Trace is null).SelectMany(d => d.Halls)
        .Sum(h => h.Racks * h.Class.DesignKw * h.Work.Where(w => w.Class.Job == kind).Sum(w => w.Share));

    private static (List<RecordedJob> Rows, List<long> Counts) Rows(JobTraceEntry e, TraceTable table, Columns columns, double roomKw)
    {
        var (rows, counts) = (new List<RecordedJob>(table.Rows.Count), new List<long>());
        foreach (var row in table.Rows)
        {
            if (Job(e, table, columns, row) is { } job)
            {
                if (rows.Count > 0 && job.ArrivalMs < rows[^1].ArrivalMs)
                {
                    table.Fault(row, columns.Arrival, "the time falls; sort the rows by arrival");
                }
                else if (!(job.SizeKw > 0 && job.SizeKw <= roomKw))
                {
                    table.Fault(row, 0, $"the job takes {job.SizeKw:0.###} kW, and racks of {roomKw:0.###} kW do such work at '{e.Hub}'; set 'sizeKw' and 'sizeKwPer' so that it fits");
                }

                rows.Add(job);
                foreach (var column in columns.Counts)
                {
                    counts.Add((long)(table.Number(row, column, 0, MostCount, "count") ?? 0));
                }
            }

            if (table.Hopeless)
            {
                break;
            }
        }

        return (rows, counts);
    }

    private static RecordedJob? Job(JobTraceEntry e, TraceTable table, Columns columns, in TraceRow row)
    {
        var arrival = table.Moment(row, columns.Arrival, e.TimeIn);
        double? runMs = columns.End is { } end
            ? table.Moment(row, end, e.TimeIn) is { } endMs && arrival is { } startMs ? endMs - startMs : null
            : Sum((e.RunsS ?? 0) * 1000, columns.RunsPer, table, row);
        if (arrival is not { } ms || runMs is not { } run || Sum(e.SizeKw, columns.SizeKwPer, table, row) is not { } sizeKw)
        {
            return null;
        }

        if (!(run >= 0 && run <= MostRunMs))
        {
            table.Fault(row, columns.End ?? columns.Arrival, $"the job runs for {run / 1000:0.###} s; it ends after its arrival, and within a year");
            return null;
        }

        return new RecordedJob(ms, Math.Max(1, (long)Math.Round(run)), sizeKw);
    }

    /// <summary>A constant, and so much for each unit of some columns.</summary>
    private static double? Sum(double constant, (int Column, double Each)[] per, TraceTable table, in TraceRow row)
    {
        var sum = constant;
        foreach (var (column, each) in per)
        {
            if (table.Number(row, column, 0, MostCount, "count") is not { } count)
            {
                return null;
            }

            sum += each * count;
        }

        return sum;
    }

    /// <summary>Where in a row things stand.</summary>
    private sealed record Columns(int Arrival, int? End, (int Column, double Each)[] RunsPer, (int Column, double Each)[] SizeKwPer, int[] Counts)
    {
        public static Columns? Find(JobTraceEntry e, TraceTable table, ConfigDocument<ConfigFile<JobsEntry>> file, string pointer, WorldSources sources)
        {
            var missing = false;
            var found = new Columns(
                Of(e.Arrival, "arrival"), e.End is { } end ? Of(end, "end") : null, Each(e.RunsPer, "runsPer", 1000), Each(e.SizeKwPer, "sizeKwPer", 1),
                [.. e.Counts.Select((name, i) => Of(name, $"counts/{i}"))]);
            return missing ? null : found;

            int Of(string name, string key)
            {
                var at = table.Column(name, file, $"{pointer}/{key}", sources);
                missing |= at is null;
                return at ?? 0;
            }

            // In the table's order, so that sums never depend on how the mapping was written.
            (int, double)[] Each(Dictionary<string, double>? per, string key, double scale) =>
                per is null ? [] : [.. per.Select(p => (Column: Of(p.Key, key), Each: p.Value * scale)).OrderBy(p => p.Column)];
        }
    }
}
