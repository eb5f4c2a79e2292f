using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
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
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("world", World.Spec.Name);
            json.WriteString("worldDigest", World.Digest);
            json.WriteString("version", ProgramVersion.Text);
            json.WriteString("seed", World.Seed.ToString(CultureInfo.InvariantCulture));
            json.WriteString("start", Instants.Write(World.Spec.StartMs));
            json.WriteString("end", Instants.Write(World.TimeMs));
            json.WriteNumber("stepSeconds", World.StepMs / 1000.0);
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
                Write(json, "itEnergyMWh", node.ItEnergyMWh);
                Write(json, "facilityEnergyMWh", node.FacilityEnergyMWh);
                Write(json, "pue", node.Pue);
                Write(json, "waterM3", node.WaterM3);
                Write(json, "carbonTonnes", node.CarbonTonnes);
                Write(json, "costCny", node.CostCny);
                Write(json, "freeCoolingHours", node.FreeCoolingHours);
                Write(json, "partialCoolingHours", node.PartialCoolingHours);
                Write(json, "mechanicalHours", node.MechanicalHours);
                Write(json, "maxInletC", node.MaxInletC);
                Write(json, "closureErrorMax", node.ClosureErrorMax);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

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
        json.WriteEndObject();
    }

    private const int MostRows = 40;

    // JSON has no infinity: null says that there is no value.
    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
