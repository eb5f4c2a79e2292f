using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Twin.Contracts;
using Twin.Engine;

namespace Twin.Cli;

/// <summary>What two runs of one world came to, for programs and for people.</summary>
internal sealed record CompareReport(Branch One, Branch Other, Parting Parting)
{
    // Sums of the same jobs in another order round differently.
    private const double SameWork = 1e-9;

    /// <summary>True where both did the same jobs to the last.</summary>
    public bool EqualWork => One.Ledger is not { } ours || Other.Ledger is not { } theirs
        || (ours.Completed.SequenceEqual(theirs.Completed) && !One.HasJobs && !Other.HasJobs
            && Math.Abs(ours.DoneKWh.Sum() - theirs.DoneKWh.Sum()) <= SameWork * ours.DoneKWh.Sum());

    /// <summary>One JSON object.</summary>
    public string ToJson() => ReportJson.Write(json =>
    {
        var world = One.World;
        ReportJson.WriteRun(json, world);
        json.WriteNumber("ticks", world.TickIndex + 1);
        json.WriteBoolean("equalWork", EqualWork);
        foreach (var branch in (Branch[])[One, Other])
        {
            json.WriteStartObject(branch == One ? "asItIs" : "against");
            json.WriteString("name", branch.Name);
            json.WriteString("stateHash", World.Text(branch.World.Hash()));
            foreach (var (key, _, value) in branch.Figures())
            {
                ReportJson.Number(json, key, value);
            }

            json.WriteEndObject();
        }

        json.WriteStartObject("difference");
        foreach (var (ours, theirs) in One.Figures().Zip(Other.Figures()))
        {
            ReportJson.Number(json, ours.Key, ours.Value - theirs.Value);
        }

        json.WriteEndObject();
        WriteParting(json);
    });

    /// <summary>A table with a line for each figure.</summary>
    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var column in (string[])[One.Name, Other.Name, "difference", "%"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (var (ours, theirs) in One.Figures().Zip(Other.Figures()))
        {
            var format = ours.Key == "pue" ? "0.0000;−0.0000;0.0000" : ours.Key.StartsWith("jobs", StringComparison.Ordinal) ? "#,0;−#,0;0" : "#,0.0;−#,0.0;0.0";
            var change = theirs.Value == 0 ? "" : (100 * (ours.Value - theirs.Value) / theirs.Value).ToString("+0.00;−0.00;0", CultureInfo.InvariantCulture);
            table.AddRow(ours.Label, Text(ours.Value), Text(theirs.Value), Text(ours.Value - theirs.Value), change);

            string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        }

        console.Write(table);
        console.WriteLine(One.Ledger is null ? "There are no jobs: both had the same work at every moment."
            : EqualWork ? "Both did the same jobs to the last." : "They did not do the same jobs: what is said of cost and energy is of different work.");
        console.WriteLine(Parting.Tick is { } tick
            ? $"They part in tick {tick}, at {Instants.Write(Parting.TimeMs)}: {Parting.Path} has {Name} {Parting.Ours.ToString("G6", CultureInfo.InvariantCulture)} against {Parting.Theirs.ToString("G6", CultureInfo.InvariantCulture)}."
            : "They never part.");
        console.WriteLine($"{One.World.Spec.Name}, {Instants.Write(One.World.Spec.StartMs)} to {Instants.Write(One.World.TimeMs)}: {One.World.TickIndex + 1:N0} ticks of {One.World.StepMs / 1000.0} s each.");
    }

    private string Name => JsonNamingPolicy.CamelCase.ConvertName(Parting.Quantity.ToString());

    private void WriteParting(Utf8JsonWriter json)
    {
        if (Parting.Tick is not { } tick)
        {
            json.WriteNull("parting");
            return;
        }

        json.WriteStartObject("parting");
        json.WriteNumber("tick", tick);
        json.WriteString("time", Instants.Write(Parting.TimeMs));
        json.WriteString("path", Parting.Path.Value);
        json.WriteString("metric", Name);
        ReportJson.Number(json, "asItIs", Parting.Ours);
        ReportJson.Number(json, "against", Parting.Theirs);
        json.WriteEndObject();
    }
}
