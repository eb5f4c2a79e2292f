using Twin.Engine;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Cli;

/// <summary>One of two runs that are compared.</summary>
internal sealed class Branch(string name, World world, TwinCommand[] commands) : IDisposable
{
    private readonly double _hours = world.StepMs / 3_600_000.0;

    public string Name => name;

    public World World => world;

    public NodeTotals Totals { get; } = new(NodePath.Root, world.Spec.RackCount);

    public JobLedger? Ledger => world.Network.Jobs?.Ledger;

    /// <summary>True while a job waits, moves or runs.</summary>
    public bool HasJobs => world.Network.Jobs?.Jobs.Length > 0;

    /// <summary>Price of moving jobs' data, CNY.</summary>
    public double MovesCny => (Ledger?.MovedGb ?? 0) * (world.Spec.Jobs?.Scheduler.TransferCnyPerGb ?? 0);

    /// <summary>What the run came to: name, unit and value, in the order in which people read them.</summary>
    public IEnumerable<(string Key, string Label, double Value)> Figures()
    {
        yield return ("itEnergyMWh", "IT energy, MWh", Totals.ItEnergyMWh);
        yield return ("facilityEnergyMWh", "facility energy, MWh", Totals.FacilityEnergyMWh);
        yield return ("pue", "PUE", Totals.Pue);
        yield return ("waterM3", "water, m³", Totals.WaterM3);
        yield return ("carbonTonnes", "CO₂, location-based, t", Totals.CarbonTonnes);
        yield return ("energyCostCny", "cost of energy, CNY", Totals.CostCny);
        if (Ledger is { } ledger)
        {
            yield return ("movesCostCny", "cost of moves, CNY", MovesCny);
            yield return ("costCny", "cost in all, CNY", Totals.CostCny + MovesCny);
            yield return ("jobsDone", "jobs done", ledger.Completed.Sum());
            yield return ("jobsLate", "of them late", ledger.Late.Sum());
            yield return ("jobsMoved", "jobs moved", ledger.MovedOut.Sum());
            yield return ("jobsStopped", "jobs stopped", ledger.Stopped.Sum());
            yield return ("workDoneMWh", "work done, MWh of racks' design power", ledger.DoneKWh.Sum() / 1000);
            yield return ("workLostMWh", "work done again after a stop, MWh", ledger.LostKWh.Sum() / 1000);
        }
    }

    public void Step()
    {
        world.Step(world.TickIndex < 0 ? commands : []);
        Totals.Add(world.Network.Reading, world.Network.Closure, _hours);
    }

    public void Dispose() => world.Dispose();
}
