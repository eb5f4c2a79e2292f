namespace Twin.Model;

/// <summary>The level of a node in the tree network → region → hub → data center → rack.</summary>
public enum NodeKind { Network, Region, Hub, DataCenter, Rack }

/// <summary>
/// A node's place in the tree and its key everywhere: <c>network</c>, <c>shanxi</c>, <c>shanxi/datong</c>,
/// <c>shanxi/datong/dc-03</c>, <c>shanxi/datong/dc-03/r-00417</c>. Segments are lower-case letters, digits and
/// inner hyphens, at most 40 characters each; <c>network</c> is reserved for the root.
/// </summary>
public readonly record struct NodePath
{
    public const string RootName = "network";
    private const int MaxSegmentLength = 40;

    private readonly string? _value;

    private NodePath(string value) => _value = value;

    public static NodePath Root { get; } = new(RootName);

    public string Value => _value ?? RootName;

    public NodeKind Kind => Value == RootName ? NodeKind.Network : NodeKind.Region + Value.AsSpan().Count('/');

    /// <summary>The last segment.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The node above; the root is its own parent.</summary>
    public NodePath Parent => Value.LastIndexOf('/') is var cut && cut < 0 ? Root : new NodePath(Value[..cut]);

    /// <summary>This node's child of that name.</summary>
    /// <exception cref="FormatException">The name is no segment, or a rack has no children.</exception>
    public NodePath Child(string name) => Parse(this == Root ? name : $"{Value}/{name}");

    /// <summary>True where <paramref name="other"/> is this node or stands below it.</summary>
    public bool Contains(NodePath other) =>
        this == Root || other.Value == Value ||
        (other.Value.Length > Value.Length && other.Value[Value.Length] == '/' && other.Value.StartsWith(Value, StringComparison.Ordinal));

    /// <exception cref="FormatException">Says what is wrong with the text and what a path looks like.</exception>
    public static NodePath Parse(string text) =>
        TryParse(text, out var path, out var fault) ? path : throw new FormatException(fault);

    public static bool TryParse(string? text, out NodePath path, out string fault)
    {
        path = Root;
        fault = "";
        if (text == RootName)
        {
            return true;
        }

        if (string.IsNullOrEmpty(text))
        {
            fault = "A node path is empty. Write 'network', or names joined by '/', such as 'shanxi/datong/dc-03'.";
            return false;
        }

        var segments = text.Split('/');
        if (segments.Length > 4)
        {
            fault = $"The path '{text}' has {segments.Length} levels; the deepest is region/hub/data-center/rack.";
            return false;
        }

        foreach (var segment in segments)
        {
            if (!IsSegment(segment))
            {
                fault = $"'{segment}' in the path '{text}' is no node name: use lower-case letters, digits and inner hyphens, at most {MaxSegmentLength}.";
                return false;
            }
        }

        if (segments[0] == RootName)
        {
            fault = $"The path '{text}' starts with '{RootName}', the reserved name of the root; start with a region.";
            return false;
        }

        path = new NodePath(text);
        return true;
    }

    public override string ToString() => Value;

    /// <summary>The name of the rack with that index in its data center: r-00417.</summary>
    public static string RackName(int index) => $"r-{index:D5}";

    /// <summary>The index in a rack's name, or −1 where it is no rack's name.</summary>
    public static int RackIndex(string name) =>
        name.Length >= 7 && name.StartsWith("r-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(2), out var index) && RackName(index) == name
            ? index : -1;

    private static bool IsSegment(string s)
    {
        if (s.Length is 0 or > MaxSegmentLength || s[0] == '-' || s[^1] == '-')
        {
            return false;
        }

        foreach (var c in s)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
