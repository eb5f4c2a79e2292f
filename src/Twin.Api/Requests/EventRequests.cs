using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Reads an event as it is asked for.</summary>
internal static class EventRequests
{
    public const string IdRule = "write 1 to 64 letters, digits and . _ : -";

    private static readonly string[] Kinds = [.. Enum.GetValues<EventKind>().Select(EventRules.Name)];

    public static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');

    /// <param name="key">The id that the request's header gives.</param>
    /// <param name="nowMs">What <c>now</c> means in a start, simulated Unix ms.</param>
    /// <exception cref="RequestRefusedException">With everything that is wrong.</exception>
    public static InjectRequest Read(BodyReader body, string? key, long nowMs)
    {
        var id = Id(body, key);
        var kind = Kind(body);
        var target = Target(body);
        var selection = body.Text("selection", 2000) ?? "";
        var startMs = Start(body, nowMs);
        var magnitude = Magnitude(body, kind);
        var durationMs = body.DurationMs("duration");
        var untilEnded = body.IsNull("duration");
        var rampMs = body.DurationMs("ramp");
        var (reason, by) = (body.Text("reason") ?? "", body.Text("by") ?? "");
        body.Finish();
        return new InjectRequest(id, by, kind!.Value, target, selection, startMs, magnitude, durationMs, untilEnded, rampMs, reason);
    }

    private static string? Id(BodyReader body, string? key)
    {
        var id = body.Text("id");
        if (id is not null && !IsId(id))
        {
            body.Fault("id", $"'{id}' is no id; {IdRule}.");
        }
        else if (id is not null && key is not null && id != key)
        {
            body.Fault("id", $"The id '{id}' and the Idempotency-Key '{key}' differ; give one of them, or the same twice.");
        }

        return id ?? key;
    }

    private static EventKind? Kind(BodyReader body)
    {
        var text = body.Text("kind");
        if (text is not null && Array.IndexOf(Kinds, text) is >= 0 and var index)
        {
            return (EventKind)index;
        }

        if (text is not null)
        {
            body.Fault("kind", $"There is no kind '{text}'; {Nearest.Clause(text, Kinds)}");
        }
        else if (!body.Has("kind") || body.IsNull("kind"))
        {
            body.Fault("kind", $"Which kind of event? It is one of {string.Join(", ", Kinds)}.");
        }

        return null;
    }

    private static NodePath Target(BodyReader body)
    {
        var text = body.Text("target");
        if (text is null)
        {
            if (!body.Has("target") || body.IsNull("target"))
            {
                body.Fault("target", "Which node? Write a path, such as 'shanxi/datong'; GET /api/v1/nodes lists them.");
            }

            return NodePath.Root;
        }

        if (!NodePath.TryParse(text, out var path, out var fault))
        {
            body.Fault("target", fault);
        }

        return path;
    }

    private static long? Start(BodyReader body, long nowMs)
    {
        // 'now' is the first tick that has not begun, which only the twin knows.
        if (body.Text("start") is not { } text || text == "now")
        {
            return null;
        }

        if (!Instants.TryRead(text, nowMs, out var ms, out var fault))
        {
            body.Fault("start", fault + ".");
        }

        return ms;
    }

    private static double? Magnitude(BodyReader body, EventKind? kind)
    {
        if (!body.IsText("magnitude"))
        {
            return body.Number("magnitude");
        }

        if (body.Text("magnitude") is not { } text || kind is not { } known)
        {
            return null;
        }

        if (!Magnitudes.TryRead(text, EventCatalogue.Of(known), out var value, out var fault))
        {
            body.Fault("magnitude", fault);
        }

        return value;
    }
}
