using System.Globalization;
using Microsoft.AspNetCore.Http;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Reads an endpoint's parameters as they are declared, gathers what is wrong, and refuses it all at once.</summary>
internal sealed class QueryReader(HttpContext http)
{
    private readonly IReadOnlyList<QueryParameter> _parameters = ParametersOf(http);
    private readonly List<ErrorView> _errors = [];

    public static IReadOnlyList<QueryParameter> ParametersOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>()?.All ?? [];

    public static RequestRefusedException Refused(IReadOnlyList<ErrorView> errors) =>
        new(StatusCodes.Status400BadRequest, string.Join(" ", errors.Take(3).Select(e => e.Message)), errors);

    /// <summary>The text, or null where it is left out.</summary>
    public string? Text(string name)
    {
        var parameter = Of(name);
        var text = Raw(parameter);
        if (text is not null && parameter.Choices is { Length: > 0 } choices && !choices.Contains(text))
        {
            Fault(name, $"'{Shown(text)}' is no {name}; {Nearest.Clause(text, choices)}");
            return null;
        }

        return text;
    }

    /// <summary>Names between commas; null where it is left out.</summary>
    public string[]? Names(string name)
    {
        var names = Raw(Of(name))?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        if (names is { Length: 0 or > QueryParameter.MostNames })
        {
            Fault(name, $"'{name}' holds {names.Length} names; name 1 to {QueryParameter.MostNames}, with commas between, or leave it out.");
        }

        return names;
    }

    /// <summary>True where the parameter is given.</summary>
    public bool Has(string name) => Raw(Of(name)) is not null;

    /// <summary>Limits on metrics, with commas between; none where it is left out.</summary>
    /// <param name="metrics">Names that they may be on.</param>
    public Limit[] Limits(string name, IReadOnlyCollection<string> metrics)
    {
        var limits = new List<Limit>();
        foreach (var text in Names(name) ?? [])
        {
            if (!Limit.TryRead(text, out var limit, out var fault))
            {
                Fault(name, fault);
            }
            else if (!metrics.Contains(limit.Metric))
            {
                Fault(name, $"'{Shown(text)}' limits no metric; {Near(limit.Metric, metrics)}");
            }
            else
            {
                limits.Add(limit);
            }
        }

        return [.. limits];
    }

    /// <summary>Members of an answer that are wanted; null where all are.</summary>
    public FieldSelection? Fields<T>(string name)
    {
        if (Names(name) is not { } names)
        {
            return null;
        }

        var all = FieldSelection.Of(typeof(T));
        foreach (var unknown in names.Where(n => !all.Contains(n)).Take(10))
        {
            Fault(name, $"There is no field '{Shown(unknown)}' here; {Nearest.Clause(unknown, all)}");
        }

        return new FieldSelection(names);
    }

    public long Whole(string name)
    {
        var parameter = Of(name);
        var text = Raw(parameter) ?? parameter.Usual;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < parameter.Least || value > parameter.Most)
        {
            Fault(name, $"'{Shown(text)}' is no {name}; write a whole number from {parameter.Least} to {parameter.Most}.");
        }

        return value;
    }

    public double Number(string name)
    {
        var parameter = Of(name);
        var text = Raw(parameter) ?? parameter.Usual;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= parameter.Least && value <= parameter.Most))
        {
            Fault(name, $"'{Shown(text)}' is no {name}; write a number from {parameter.Least} to {parameter.Most}.");
        }

        return value;
    }

    /// <summary>A moment of simulated time, Unix ms.</summary>
    public long Moment(string name, long nowMs)
    {
        var parameter = Of(name);
        var text = Raw(parameter) ?? parameter.Usual;
        if (!Instants.TryRead(text, nowMs, out var ms, out var fault))
        {
            Fault(name, fault + ".");
        }

        return ms;
    }

    /// <summary>Metrics by name; all of them where none are named.</summary>
    public MetricSelection Metrics(string name)
    {
        if (Names(name) is not { } names)
        {
            return MetricSelection.All;
        }

        var all = Contracts.Metrics.All.Select(m => m.Name).ToArray();
        foreach (var unknown in names.Where(n => Contracts.Metrics.Find(n) is null).Take(10))
        {
            Fault(name, $"There is no metric '{Shown(unknown)}'; {Near(unknown, all)}");
        }

        return new MetricSelection([.. names.Select(Contracts.Metrics.Find).OfType<Metric>()]);
    }

    /// <summary>Nodes above the rack by path, as indexes in the twin's order; null where none are named.</summary>
    public int[]? Nodes(string name, ITwin twin)
    {
        var indexes = new List<int>();
        foreach (var text in Names(name) ?? [])
        {
            if (!NodePath.TryParse(text, out var path, out var fault))
            {
                Fault(name, fault);
            }
            else if (twin.Info.IndexOf(path) is >= 0 and var index)
            {
                indexes.Add(index);
            }
            else
            {
                Fault(name, $"There is no node '{path}' above the rack in the world '{twin.Info.World.Name}'; GET /api/v1/nodes lists them.");
            }
        }

        return Raw(Of(name)) is null ? null : [.. indexes.Order()];
    }

    public void Fault(string name, string message)
    {
        if (_errors.Count < 20)
        {
            _errors.Add(new ErrorView(null, name, message));
        }
    }

    /// <exception cref="RequestRefusedException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw Refused(_errors);
        }
    }

    private QueryParameter Of(string name) =>
        _parameters.FirstOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"The endpoint does not declare the parameter '{name}'.");

    private string? Raw(QueryParameter parameter) => http.Request.Query.TryGetValue(parameter.Name, out var value) ? value.ToString() : null;

    /// <summary>What was probably meant, or where to look.</summary>
    public static string Near(string written, IReadOnlyCollection<string> names) =>
        Nearest.Find(written, names) is { } near ? $"did you mean '{near}'?"
            : names.Count <= 12 ? $"it is one of {string.Join(", ", names)}." : "GET /api/v1/metrics lists them.";

    /// <summary>As much of a text as a message may hold.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
