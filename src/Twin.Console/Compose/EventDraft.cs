using System.Globalization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>An event as it is being written: texts as typed, and what they come to.</summary>
internal sealed class EventDraft
{
    /// <summary>What bare numbers are in where the catalogue has kelvins.</summary>
    public Units Units { get; set; } = Units.Si;

    public EventKind Kind { get; private set; }

    public string Target { get; set; } = "";

    public string Selection { get; set; } = "";

    public string Start { get; set; } = "now";

    public string Magnitude { get; set; } = "";

    public string Lasts { get; set; } = "";

    public string Ramp { get; set; } = "";

    public string By { get; set; } = "";

    public string Reason { get; set; } = "";

    public EventFacts Facts => EventCatalogue.Of(Kind);

    /// <summary>Takes a kind with its usual values.</summary>
    public void Take(EventKind kind)
    {
        Kind = kind;
        Magnitude = Facts.Unit.Length == 0 ? "" : Units.Strength(Facts.Usual, Facts).Value.ToString("0.##", CultureInfo.InvariantCulture);
        Lasts = Facts.UsualDurationMs is { } ms ? Short(ms) : "";
        Ramp = Short(Facts.UsualRampMs);
        Selection = "";
    }

    /// <summary>What the texts come to, or what is wrong with them by field.</summary>
    /// <param name="nextMs">Simulated begin of the first tick that has not begun, Unix ms.</param>
    public (InjectRequest? Request, TwinEvent? Event, IReadOnlyDictionary<string, string> Faults) Read(WorldSpec world, long nowMs, long nextMs)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!NodePath.TryParse(Target.Trim(), out var target, out var fault))
        {
            faults["target"] = fault;
        }

        long? startMs = null;
        if (Start.Trim() is { Length: > 0 } start && start != "now")
        {
            startMs = Instants.TryRead(start, nowMs, out var ms, out fault) ? ms : Wrong(faults, "start", fault);
        }

        double? magnitude = null;
        if (Facts.Unit.Length > 0)
        {
            magnitude = Units.TryRead(Magnitude, Facts, out var number) ? number
                : Magnitudes.TryRead(Magnitude, Facts, out number, out fault) ? number
                : Wrong(faults, "magnitude", fault);
        }

        var lastsMs = Span(faults, "duration", Lasts);
        var rampMs = Span(faults, "ramp", Ramp) ?? 0;
        if (faults.Count > 0)
        {
            return (null, null, faults);
        }

        var request = new InjectRequest(null, By.Trim(), Kind, target, Selection.Trim(), startMs, magnitude, lastsMs, lastsMs is null, rampMs, Reason.Trim());
        var resolved = request.Resolve("draft", nextMs);
        foreach (var found in EventRules.Check(world, resolved))
        {
            faults.TryAdd(found.Field, found.Message);
        }

        return faults.Count == 0 ? (request, resolved, faults) : (null, null, faults);
    }

    private static long? Span(Dictionary<string, string> faults, string field, string text)
    {
        if (text.Trim() is not { Length: > 0 } written)
        {
            return null;
        }

        return Durations.TryRead(written, out var seconds, out var fault) ? (long)Math.Round(seconds * 1000) : (long?)Wrong(faults, field, fault);
    }

    private static long? Wrong(Dictionary<string, string> faults, string field, string fault)
    {
        faults[field] = fault;
        return null;
    }

    /// <summary>The shortest text that reads as so many ms.</summary>
    private static string Short(long ms)
    {
        foreach (var (scale, unit) in ((long, string)[])[(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s")])
        {
            if (ms >= scale && ms % scale == 0)
            {
                return $"{ms / scale}{unit}";
            }
        }

        return ms == 0 ? "0s" : $"{ms}ms";
    }
}
