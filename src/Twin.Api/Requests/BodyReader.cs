using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>
/// Reads a body that is one JSON object, member by member, and gathers everything that is wrong with it. By hand,
/// because a deserialiser stops at the first fault, and cannot tell a member that is null from one that is left out.
/// </summary>
internal sealed class BodyReader
{
    private readonly JsonElement _root;
    private readonly List<ErrorView> _errors = [];
    private readonly HashSet<string> _asked = [];

    private BodyReader(JsonElement root) => _root = root;

    /// <exception cref="RequestRefusedException">It is no JSON object, too large, or broke off.</exception>
    public static async Task<BodyReader> Read(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new RequestRefusedException(
                StatusCodes.Status415UnsupportedMediaType, "The body must be JSON: send it with Content-Type: application/json.");
        }

        try
        {
            var bounds = http.RequestServices.GetRequiredService<TwinApiOptions>();
            var bytes = new byte[bounds.MostBodyBytes + 1];
            var length = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.RequestAborted);
            if (length > bounds.MostBodyBytes)
            {
                throw RequestBounds.TooLarge(bounds);
            }

            // Some editors put a byte order mark in front of UTF-8.
            var text = bytes.AsMemory(0, length);
            text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 };
            using var document = JsonDocument.Parse(text, options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Bad($"The body is {Noun(document.RootElement)}; write an object, {{ … }}.");
            }

            return new BodyReader(document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" at line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
            throw Bad($"The body is not valid JSON{place}: {FirstSentence(e.Message)}");
        }
        catch (Exception e) when (e is (OperationCanceledException or IOException or InvalidOperationException) and not BadHttpRequestException)
        {
            // The sender went away, or shut its side, in the middle: no fault of the twin's.
            throw Bad("The body broke off before its end; send it whole.");
        }
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>True where the member is there and null.</summary>
    public bool IsNull(string name) => Find(name) is { ValueKind: JsonValueKind.Null };

    /// <summary>The text, or null where it is left out or null.</summary>
    public string? Text(string name, int most = 200)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(name, $"'{name}' is {Noun(value)}; write a text, in quotes.");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length > most)
        {
            Fault(name, $"'{name}' has {text.Length} characters; at most {most} are read.");
            return null;
        }

        return text;
    }

    public double? Number(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fault(name, $"'{name}' is {Noun(value)}; write a number.");
        return null;
    }

    public bool IsText(string name) => Find(name) is { ValueKind: JsonValueKind.String };

    public bool? Flag(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fault(name, $"'{name}' is {Noun(value)}; write true or false.");
        return null;
    }

    /// <summary>A duration in ms, or null where it is left out or null.</summary>
    public long? DurationMs(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Durations.TryRead(text, out var seconds, out var fault) && seconds < long.MaxValue / 2000)
        {
            return (long)Math.Round(seconds * 1000);
        }

        Fault(name, fault.Length > 0 ? $"'{name}': {fault}." : $"'{name}' is too long.");
        return null;
    }

    public void Fault(string name, string message) => _errors.Add(new ErrorView($"/{Escape(name)}", null, message));

    /// <summary>Refuses the body if a member was asked for and is wrong, or is there and was never asked for.</summary>
    /// <exception cref="RequestRefusedException">With everything that is wrong.</exception>
    public void Finish()
    {
        foreach (var member in _root.EnumerateObject().Where(m => !_asked.Contains(m.Name)).Take(20))
        {
            Fault(member.Name, $"There is no member '{member.Name}' here; {Nearest.Clause(member.Name, _asked)}");
        }

        if (_errors.Count > 0)
        {
            throw new RequestRefusedException(
                StatusCodes.Status422UnprocessableEntity, string.Join(" ", _errors.Take(3).Select(e => e.Message)), _errors);
        }
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return _root.TryGetProperty(name, out var value) ? value : null;
    }

    private static RequestRefusedException Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    private static string Noun(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };

    // JSON pointer, RFC 6901.
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string FirstSentence(string message) =>
        message.Split(" LineNumber:")[0].Split(" Path:")[0];
}
