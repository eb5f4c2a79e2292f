using System.ComponentModel;
using Twin.Contracts;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Api;

/// <summary>Jobs at one tick.</summary>
internal sealed record JobsStateView(
    long Epoch, long Tick, DateTime Time,
    [property: Description("False: jobs run where and when they come.")] bool SchedulerOn,
    [property: Description("Data that went with jobs since the start, GB.")] double MovedGb,
    IReadOnlyList<HubJobsView> Hubs)
{
    public static JobsStateView Of(WorldSpec world, Frame frame)
    {
        if (world.Jobs is not { } spec || frame.Jobs is not { } now)
        {
            return new JobsStateView(frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), false, 0, []);
        }

        return new JobsStateView(
            frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), now.SchedulerOn, now.MovedGb,
            [.. world.Hubs.Select((h, i) => new HubJobsView(
                h.Path.Value, now.SwingKw[i], [.. spec.Classes.Select((c, k) => ClassJobsView.Of(c, now.Pools[(i * spec.Classes.Length) + k]))]))]);
    }
}

/// <summary>Jobs at a hub.</summary>
internal sealed record HubJobsView(
    string Hub,
    [property: Description("How far its power swings, peak to peak, because synchronous jobs wait in step.")] double SwingKw,
    IReadOnlyList<ClassJobsView> Classes);

/// <summary>Jobs of one class at a hub; counts since the start are of those that were given to it, but for movedIn, stopped and runKWh, which are of those that ran there.</summary>
internal sealed record ClassJobsView(
    string Class,
    [property: Description("Design power of the racks that the class may fill.")] double PoolKw,
    int Running, double RunningKw, int Waiting, double WaitingKw, int Moving,
    long Arrived, long Completed,
    [property: Description("Completed after their deadline.")] long Late,
    long MovedIn, long MovedOut,
    [property: Description("Stopped before they were done.")] long Stopped,
    [property: Description("Time × design power that jobs held.")] double RunKWh,
    [property: Description("Part of it that had to be done again.")] double LostKWh,
    [property: Description("What completed jobs asked for.")] double DoneKWh,
    [property: Description("The soonest deadline of those that do not run yet; null where all run.")] DateTime? NextDeadline)
{
    public static ClassJobsView Of(JobClass c, JobPoolView p) => new(
        c.Name, p.PoolKw, p.Running, p.RunningKw, p.Waiting, p.WaitingKw, p.Moving, p.Arrived, p.Completed, p.Late, p.MovedIn, p.MovedOut, p.Stopped,
        p.RunKWh, p.LostKWh, p.DoneKWh, p.NextDeadlineMs is { } next ? Wire.Time(next) : null);
}

/// <summary>What the scheduler did with jobs of one class in a quarter of an hour, and why.</summary>
internal sealed record DecisionView(
    long Sequence,
    [property: Description("The first of its jobs.")] DateTime First,
    [property: Description("The last of them.")] DateTime Last,
    DecisionKind Kind, DecisionReason Reason, string Class, int Jobs,
    [property: Description("Hub that they were at.")] string From,
    [property: Description("Hub that they go to, or stay at.")] string To,
    [property: Description("The hour that they are held for.")] DateTime? Until,
    [property: Description("Design power of the racks that they want.")] double Kw,
    [property: Description("Time × design power that they have left.")] double KWh,
    [property: Description("What it costs this way: energy, emissions at their weight, and the move; null where cost decided nothing.")] double? CostCny,
    [property: Description("What it would cost at once where they were.")] double? AgainstCny)
{
    public static DecisionView Of(WorldSpec world, in Decision d) => new(
        d.Sequence, Wire.Time(d.FirstMs), Wire.Time(d.LastMs), d.Kind, d.Reason, world.Jobs!.Classes[d.Class].Name, d.Jobs,
        HubPath(world, d.From), HubPath(world, d.To), d.UntilMs == 0 ? null : Wire.Time(d.UntilMs), d.Kw, d.KWh,
        d.Costs ? d.CostCny : null, d.Costs ? d.AgainstCny : null);

    private static string HubPath(WorldSpec world, int hub) => world.Hubs.ElementAt(hub).Path.Value;
}
