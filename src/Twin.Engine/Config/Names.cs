using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>Names that become parts of paths, checked by the paths' own grammar.</summary>
internal static class Names
{
    public static bool TryChild(NodePath parent, string name, out NodePath path, out string fault)
    {
        path = default;
        return IsSegment(name, out fault) && NodePath.TryParse($"{parent.Value}/{name}", out path, out fault);
    }

    public static bool IsSegment(string name, out string fault)
    {
        var ok = NodePath.TryParse($"x/{name}", out var path, out _) && path.Kind == NodeKind.Hub;
        fault = ok ? "" : $"'{name}' is no name; use lower-case letters, digits and inner hyphens, at most 40";
        return ok;
    }
}
