using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Twin.Engine.Config;

/// <summary>
/// Reads YAML into a tree that keeps every place. It works on the parser's events: the library's own document model
/// resolves aliases, stops at the first duplicate key and recurses without bound.
/// </summary>
internal sealed class YamlTree
{
    private readonly IParser _parser;
    private readonly string _file;
    private readonly FaultList _faults;
    private int _nodes;

    private YamlTree(string text, string file, FaultList faults)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _file = file;
        _faults = faults;
    }

    /// <summary>The document, or null where it could not be read at all; faults say why.</summary>
    public static ConfigNode? Read(string text, string file, FaultList faults)
    {
        var tree = new YamlTree(text, file, faults);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            faults.Add(new ConfigFault(file, (int)e.Start.Line, (int)e.Start.Column, $"this is not YAML: {Sentence(e)}"));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The library's scanner trips over some broken texts instead of refusing them.
            var at = tree._parser.Current?.End ?? Mark.Empty;
            faults.Add(new ConfigFault(file, (int)at.Line, (int)at.Column, "this is not YAML: what follows cannot be read; look for a stray quote, bracket or colon"));
            return null;
        }
        catch (TreeLimitException e)
        {
            faults.Add(new ConfigFault(file, e.Line, e.Column, e.Message));
            return null;
        }
    }

    private ConfigNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _faults.Add(_file, "the file is empty; a file of ours starts with 'apiVersion: twin/v1' and 'kind: …'");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            var next = _parser.Consume<DocumentStart>();
            Fault(next.Start, "a second document starts here; put it into a file of its own");
        }

        return root;
    }

    private ConfigNode ReadNode(int depth)
    {
        var e = _parser.Consume<ParsingEvent>();
        TreeLimits.Check(depth, ++_nodes, (int)e.Start.Line, (int)e.Start.Column);
        if (e is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                Fault(e.Start, $"the anchor '&{node.Anchor.Value}' is not read; write the value out where it is needed");
            }

            if (!node.Tag.IsEmpty)
            {
                Fault(e.Start, $"the tag '{node.Tag.Value}' is not read; leave it out");
            }
        }

        switch (e)
        {
            case Scalar scalar:
                return Leaf(scalar);
            case SequenceStart:
                return ReadSequence(e, depth);
            case MappingStart:
                return ReadMapping(e, depth);
            case AnchorAlias alias:
                Fault(e.Start, $"the alias '*{alias.Value.Value}' is not read; write the value out");
                return new ConfigScalar((int)e.Start.Line, (int)e.Start.Column, alias.Value.Value, plain: false);
            default:
                throw new YamlException(e.Start, e.End, "a value was expected");
        }
    }

    private ConfigSequence ReadSequence(ParsingEvent start, int depth)
    {
        var items = new List<ConfigNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ConfigSequence((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private ConfigMapping ReadMapping(ParsingEvent start, int depth)
    {
        var entries = new List<ConfigEntry>();
        var seen = new Dictionary<string, ConfigScalar>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not ConfigScalar name)
            {
                _faults.Add(_file, key, $"{key.Noun} stands where a key belongs; a key is a word");
            }
            else if (!seen.TryAdd(name.Text, name))
            {
                _faults.Add(_file, name, $"the key '{name.Shown}' stands here a second time, first on line {seen[name.Text].Line}; keep one");
            }
            else
            {
                entries.Add(new ConfigEntry(name, value));
            }
        }

        return new ConfigMapping((int)start.Start.Line, (int)start.Start.Column, entries);
    }

    private static ConfigScalar Leaf(Scalar scalar) =>
        new((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, scalar.Style is ScalarStyle.Plain);

    private void Fault(Mark at, string message) => _faults.Add(new ConfigFault(_file, (int)at.Line, (int)at.Column, message));

    private static string Sentence(YamlException e)
    {
        var text = e.Message.TrimEnd('.');
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : "it cannot be parsed";
    }
}

/// <summary>How deep and how large a tree may be: far above our files, far below what would hurt.</summary>
internal static class TreeLimits
{
    public const int Depth = 32;
    public const int Nodes = 200_000;

    public static void Check(int depth, int nodes, int line, int column)
    {
        if (depth > Depth)
        {
            throw new TreeLimitException(line, column, $"more than {Depth} levels stand inside one another; files of ours need fewer than ten");
        }

        if (nodes > Nodes)
        {
            throw new TreeLimitException(line, column, $"the file holds more than {Nodes:N0} values; use 'count' for things that are alike");
        }
    }
}

internal sealed class TreeLimitException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
