using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Twin.Contracts;
using Twin.Engine;

namespace Twin.Cli;

/// <summary>Reports as one JSON object, written alike.</summary>
internal static class ReportJson
{
    public static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What a report is of: the world, its version and seed, and the simulated time that was stepped.</summary>
    public static void WriteRun(Utf8JsonWriter json, World world)
    {
        json.WriteString("world", world.Spec.Name);
        json.WriteString("worldDigest", world.Digest);
        json.WriteString("version", ProgramVersion.Text);
        json.WriteString("seed", world.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteString("start", Instants.Write(world.Spec.StartMs));
        json.WriteString("end", Instants.Write(world.TimeMs));
        json.WriteNumber("stepSeconds", world.StepMs / 1000.0);
    }

    // JSON has no infinity: null says that there is no value.
    public static void Number(Utf8JsonWriter json, string name, double value)
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
