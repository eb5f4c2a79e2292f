using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Cli;

/// <summary>What a run found, for programs and for people.</summary>
internal sealed record RunReport(World World, Totals Totals, string StateHash, double WallSeconds, double LoadSeconds)
{
    private long Ticks => World.TickIndex + 1;

    /// <summary>One JSON object.</summary>
    public string ToJson() => ReportJson.Write(json =>
    {
        ReportJson.WriteRun(json, World);
        json.WriteNumber("threads", World.Threads);
        json.WriteNumber("ticks", Ticks);
        json.WriteString("stateHash", StateHash);
        json.WriteNumber("loadSeconds", LoadSeconds);
        json.WriteNumber("wallSeconds", WallSeconds);
        json.WriteNumber("rackSteps", Ticks * World.Spec.RackCount);
        WriteJobs(json, World.Network.Jobs);
        json.WriteStartObject("nodes");
        foreach (var node in Totals.Nodes())
        {
            json.WriteStartObject(node.Path.Value);
            ReportJson.Number(json, "itEnergyMWh", node.ItEnergyMWh);
            ReportJson.Number(json, "facilityEnergyMWh", node.FacilityEnergyMWh);
            ReportJson.Number(json, "pue", node.Pue);
            ReportJson.Number(json, "waterM3", node.WaterM3);
            ReportJson.Number(json, "carbonTonnes", node.CarbonTonnes);
            ReportJson.Number(json, "costCny", node.CostCny);
            ReportJson.Number(json, "freeCoolingHours", node.FreeCoolingHours);
            ReportJson.Number(json, "partialCoolingHours", node.PartialCoolingHours);
            ReportJson.Number(json, "mechanicalHours", node.MechanicalHours);
            ReportJson.Number(json, "maxInletC", node.MaxInletC);
            ReportJson.Number(json, "closureErrorMax", node.ClosureErrorMax);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>A table of the nodes down to hubs, and to data centers where there are few.</summary>
    public void WriteTable(IAnsiConsole console)
    {
        var nodes = Totals.Nodes().ToArray();
        var shown = nodes.Length <= MostRows ? nodes : [.. nodes.Where(n => n.Path.Kind <= NodeKind.Hub)];
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("node").NoWrap());
        foreach (var column in (string[])["racks", "IT MWh", "facility MWh", "PUE", "water m³", "CO₂ t", "cost 1,000 CNY", "free h", "partial h", "mech. h", "max inlet °C", "closure"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (var n in shown)
        {
            table.AddRow(
                n.Path.Value, $"{n.Racks:N0}", $"{n.ItEnergyMWh:N1}", $"{n.FacilityEnergyMWh:N1}", $"{n.Pue:0.000}", $"{n.WaterM3:N1}", $"{n.CarbonTonnes:N1}",
                $"{n.CostCny / 1000:N0}", $"{n.FreeCoolingHours:N1}", $"{n.PartialCoolingHours:N1}", $"{n.MechanicalHours:N1}", $"{n.MaxInletC:0.0}", $"{n.ClosureErrorMax:0.0e0}");
        }

        console.Write(table);
        if (shown.Length < nodes.Length)
        {
            console.WriteLine($"{nodes.Length - shown.Length} data centers are not shown; --json lists them, --node takes a part alone.");
        }

        if (World.Network.Jobs is { } jobs)
        {
            var ledger = jobs.Ledger;
            console.WriteLine($"Jobs, scheduler {(jobs.SchedulerOn ? "on" : "off")}: {ledger.Arrived.Sum():N0} arrived, {ledger.Completed.Sum():N0} done, {ledger.Late.Sum():N0} of them late; "
                + $"{jobs.Jobs.Length:N0} open; {ledger.MovedOut.Sum():N0} moved with {ledger.MovedGb / 1000:N0} TB; {ledger.DoneKWh.Sum() / 1000:N0} MWh of work done.");
            foreach (var tally in ledger.Traces)
            {
                var counts = tally.Trace.Counted.Select((name, i) => $"; {name} {tally.CountsDone[i]:N0} of {tally.CountsArrived[i]:N0}");
                console.WriteLine($"Record '{tally.Trace.Name}': {tally.Completed:N0} of {tally.Arrived:N0} jobs done{string.Concat(counts)}.");
            }
        }

        console.WriteLine($"{World.Spec.Name}, {Instants.Write(World.Spec.StartMs)} to {Instants.Write(World.TimeMs)}: {Ticks:N0} ticks of {World.StepMs / 1000.0} s, "
            + $"{Ticks * World.Spec.RackCount:N0} rack-steps in {WallSeconds:0.00} s. State {StateHash}.");
    }

    /// <summary>What became of the jobs since the start.</summary>
    private static void WriteJobs(Utf8JsonWriter json, JobBoard? jobs)
    {
        if (jobs is null)
        {
            return;
        }

        var ledger = jobs.Ledger;
        json.WriteStartObject("jobs");
        json.WriteBoolean("schedulerOn", jobs.SchedulerOn);
        json.WriteNumber("arrived", ledger.Arrived.Sum());
        json.WriteNumber("completed", ledger.Completed.Sum());
        json.WriteNumber("late", ledger.Late.Sum());
        json.WriteNumber("open", jobs.Jobs.Length);
        json.WriteNumber("moved", ledger.MovedOut.Sum());
        json.WriteNumber("stopped", ledger.Stopped.Sum());
        json.WriteNumber("doneMWh", ledger.DoneKWh.Sum() / 1000);
        json.WriteNumber("lostMWh", ledger.LostKWh.Sum() / 1000);
        json.WriteNumber("movedTb", ledger.MovedGb / 1000);
        json.WriteStartObject("records");
        foreach (var tally in ledger.Traces)
        {
            json.WriteStartObject(tally.Trace.Name);
            json.WriteNumber("arrived", tally.Arrived);
            json.WriteNumber("completed", tally.Completed);
            for (var i = 0; i < tally.Trace.Counted.Length; i++)
            {
                json.WriteNumber(tally.Trace.Counted[i], tally.CountsDone[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private const int MostRows = 40;
}
