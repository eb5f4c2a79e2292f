using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>What an address asks for; its query is the live page's own, so that a link means the same in both.</summary>
/// <param name="Page">The path below <c>/console</c>; empty: a node.</param>
/// <param name="Zone"><c>site</c>, <c>utc</c> or <c>browser</c>.</param>
/// <param name="Units">Those that the reader wants.</param>
/// <param name="Panel">What is open over the page.</param>
/// <param name="Query">All of it, by name.</param>
internal sealed record View(string Page, NodePath Node, int? Rack, string Zone, Units Units, string Panel, bool Table, IReadOnlyDictionary<string, string> Query)
{
    public static View Initial { get; } = new("", NodePath.Root, null, "site", Units.Si, "", false, new Dictionary<string, string>(StringComparer.Ordinal));

    public static View Read(string address)
    {
        var uri = new Uri(address);
        var query = QueryHelpers.ParseQuery(uri.Query).ToDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.Ordinal);
        return new View(
            uri.AbsolutePath["/console".Length..].Trim('/'),
            NodePath.TryParse(query.GetValueOrDefault("node"), out var node, out _) ? node : NodePath.Root,
            int.TryParse(query.GetValueOrDefault("rack"), NumberStyles.None, CultureInfo.InvariantCulture, out var rack) ? rack : null,
            query.GetValueOrDefault("zone") switch { "utc" => "utc", "browser" => "browser", _ => "site" },
            Units.Named(query.GetValueOrDefault("units")),
            query.GetValueOrDefault("panel") ?? "",
            query.GetValueOrDefault("table") == "1",
            query);
    }

    /// <summary>An address of the console that keeps how things are shown, and shows something else.</summary>
    /// <param name="page">The path below <c>/console</c>.</param>
    /// <param name="change">What differs, by name; null: left out.</param>
    public string To(string page, params ReadOnlySpan<(string Name, string? Value)> change)
    {
        var kept = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in (string[])["range", "zone", "units", "theme", "metric", "kiosk"])
        {
            kept[name] = Query.GetValueOrDefault(name);
        }

        foreach (var (name, value) in change)
        {
            kept[name] = value;
        }

        var path = page.Length == 0 ? "/console" : $"/console/{page}";
        return QueryHelpers.AddQueryString(path, kept.Where(x => x.Value is not null)).Replace("%2F", "/", StringComparison.Ordinal);
    }

    /// <summary>The address of a node.</summary>
    public string ToNode(NodePath node) => To("", ("node", node == NodePath.Root ? null : node.Value));

    /// <summary>The address of a rack.</summary>
    public string ToRack(NodePath dataCenter, int rack) => To("rack", ("node", dataCenter.Value), ("rack", rack.ToString(CultureInfo.InvariantCulture)));

    /// <summary>This view with something in it changed.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> change)
    {
        var all = Query.ToDictionary(x => x.Key, x => (string?)x.Value, StringComparer.Ordinal);
        foreach (var (name, value) in change)
        {
            all[name] = value;
        }

        var path = Page.Length == 0 ? "/console" : $"/console/{Page}";
        return QueryHelpers.AddQueryString(path, all.Where(x => x.Value is not null)).Replace("%2F", "/", StringComparison.Ordinal);
    }
}
