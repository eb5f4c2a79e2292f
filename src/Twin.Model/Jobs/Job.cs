using System.Runtime.InteropServices;

namespace Twin.Model.Jobs;

/// <summary>Where a job is in its life.</summary>
public enum JobPhase : byte
{
    /// <summary>It waits for room, or for the hour that it is held for.</summary>
    Waiting,

    /// <summary>Its data are on the way to another hub.</summary>
    Moving,

    /// <summary>It runs.</summary>
    Running,
}

/// <summary>One job. Its fields fill it without a gap, so that its bytes can be saved and hashed.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Job
{
    /// <summary>Unix ms.</summary>
    public long ArrivalMs;

    /// <summary>Unix ms.</summary>
    public long DeadlineMs;

    /// <summary>While it waits: not before; while it moves: it is there; while it runs: since. Unix ms.</summary>
    public long FromMs;

    /// <summary>Time that it has to run at <see cref="FromMs"/>, ms.</summary>
    public long LeftMs;

    /// <summary>Time that it runs if nothing stops it, ms.</summary>
    public long RunMs;

    /// <summary>Design power of the racks that it holds, kW.</summary>
    public double SizeKw;

    /// <summary>Data that go with it, GB.</summary>
    public float DataGb;

    /// <summary>Speed that it runs at, and power that it takes, over those without a cap, 0–1.</summary>
    public float Speed;

    /// <summary>Number of its class.</summary>
    public byte Class;

    /// <summary>Number of the hub that it was given to.</summary>
    public byte Origin;

    /// <summary>Number of the hub that it runs or will run at.</summary>
    public byte Hub;

    public JobPhase Phase;

    /// <summary>Its row in the records, counted from 1 through all of them; 0 where it came by chance.</summary>
    public int Record;

    /// <summary>When it is done, while it runs, Unix ms.</summary>
    public readonly long EndMs => FromMs + (Speed == 1 ? LeftMs : (long)Math.Ceiling(LeftMs / (double)Speed));

    /// <summary>
    /// How far its first checkpoint comes before a whole interval is over, ms: jobs that begin together, because room became
    /// free or an hour is cheap, save each at a time of its own.
    /// </summary>
    /// <param name="kind">Its class.</param>
    public readonly long CheckpointLeadMs(JobClass kind) => kind.CheckpointMs > 0 ? RunMs % kind.CheckpointMs : 0;

    /// <summary>Time that it still has to run at full speed at a moment, ms.</summary>
    public readonly long LeftAt(long ms) => Phase == JobPhase.Running && ms > FromMs ? Math.Max(0, LeftMs - (long)((ms - FromMs) * (double)Speed)) : LeftMs;
}
