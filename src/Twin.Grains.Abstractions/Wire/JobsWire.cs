using Twin.Contracts;
using Twin.Model.Jobs;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="JobsView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.JobsView")]
public struct JobsViewSurrogate
{
    [Id(0)]
    public bool SchedulerOn;

    [Id(1)]
    public JobPoolView[] Pools;

    [Id(2)]
    public double[] SwingKw;

    [Id(3)]
    public double MovedGb;

    [Id(4)]
    public Decision[] Decisions;
}

[RegisterConverter]
public sealed class JobsViewConverter : IConverter<JobsView, JobsViewSurrogate>
{
    public JobsView ConvertFromSurrogate(in JobsViewSurrogate surrogate) => new JobsView(surrogate.SchedulerOn, surrogate.Pools, surrogate.SwingKw, surrogate.MovedGb, surrogate.Decisions);

    public JobsViewSurrogate ConvertToSurrogate(in JobsView value) => new() { SchedulerOn = value.SchedulerOn, Pools = [.. value.Pools], SwingKw = value.SwingKw, MovedGb = value.MovedGb, Decisions = [.. value.Decisions] };
}

/// <summary>Carries a <see cref="JobPoolView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.JobPoolView")]
public struct JobPoolViewSurrogate
{
    [Id(0)]
    public double PoolKw;

    [Id(1)]
    public int Running;

    [Id(2)]
    public double RunningKw;

    [Id(3)]
    public int Waiting;

    [Id(4)]
    public double WaitingKw;

    [Id(5)]
    public int Moving;

    [Id(6)]
    public long Arrived;

    [Id(7)]
    public long Completed;

    [Id(8)]
    public long Late;

    [Id(9)]
    public long MovedIn;

    [Id(10)]
    public long MovedOut;

    [Id(11)]
    public long Stopped;

    [Id(12)]
    public double RunKWh;

    [Id(13)]
    public double LostKWh;

    [Id(14)]
    public double DoneKWh;

    [Id(15)]
    public long? NextDeadlineMs;
}

[RegisterConverter]
public sealed class JobPoolViewConverter : IConverter<JobPoolView, JobPoolViewSurrogate>
{
    public JobPoolView ConvertFromSurrogate(in JobPoolViewSurrogate surrogate) => new JobPoolView(surrogate.PoolKw, surrogate.Running, surrogate.RunningKw, surrogate.Waiting, surrogate.WaitingKw, surrogate.Moving, surrogate.Arrived, surrogate.Completed, surrogate.Late, surrogate.MovedIn, surrogate.MovedOut, surrogate.Stopped, surrogate.RunKWh, surrogate.LostKWh, surrogate.DoneKWh, surrogate.NextDeadlineMs);

    public JobPoolViewSurrogate ConvertToSurrogate(in JobPoolView value) => new() { PoolKw = value.PoolKw, Running = value.Running, RunningKw = value.RunningKw, Waiting = value.Waiting, WaitingKw = value.WaitingKw, Moving = value.Moving, Arrived = value.Arrived, Completed = value.Completed, Late = value.Late, MovedIn = value.MovedIn, MovedOut = value.MovedOut, Stopped = value.Stopped, RunKWh = value.RunKWh, LostKWh = value.LostKWh, DoneKWh = value.DoneKWh, NextDeadlineMs = value.NextDeadlineMs };
}

/// <summary>Carries a <see cref="Decision"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Decision")]
public struct DecisionSurrogate
{
    [Id(0)]
    public long Sequence;

    [Id(1)]
    public long FirstMs;

    [Id(2)]
    public long LastMs;

    [Id(3)]
    public long UntilMs;

    [Id(4)]
    public double Kw;

    [Id(5)]
    public double KWh;

    [Id(6)]
    public double CostCny;

    [Id(7)]
    public double AgainstCny;

    [Id(8)]
    public DecisionKind Kind;

    [Id(9)]
    public DecisionReason Reason;

    [Id(10)]
    public int Jobs;

    [Id(11)]
    public short Class;

    [Id(12)]
    public byte From;

    [Id(13)]
    public byte To;
}

[RegisterConverter]
public sealed class DecisionConverter : IConverter<Decision, DecisionSurrogate>
{
    public Decision ConvertFromSurrogate(in DecisionSurrogate surrogate) => new()
    {
        Sequence = surrogate.Sequence,
        FirstMs = surrogate.FirstMs,
        LastMs = surrogate.LastMs,
        UntilMs = surrogate.UntilMs,
        Kw = surrogate.Kw,
        KWh = surrogate.KWh,
        CostCny = surrogate.CostCny,
        AgainstCny = surrogate.AgainstCny,
        Kind = surrogate.Kind,
        Reason = surrogate.Reason,
        Jobs = surrogate.Jobs,
        Class = surrogate.Class,
        From = surrogate.From,
        To = surrogate.To,
    };

    public DecisionSurrogate ConvertToSurrogate(in Decision value) => new()
    {
        Sequence = value.Sequence,
        FirstMs = value.FirstMs,
        LastMs = value.LastMs,
        UntilMs = value.UntilMs,
        Kw = value.Kw,
        KWh = value.KWh,
        CostCny = value.CostCny,
        AgainstCny = value.AgainstCny,
        Kind = value.Kind,
        Reason = value.Reason,
        Jobs = value.Jobs,
        Class = value.Class,
        From = value.From,
        To = value.To,
    };
}
