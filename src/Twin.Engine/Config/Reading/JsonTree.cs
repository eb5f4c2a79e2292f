using System.Text;
using System.Text.Json;

namespace Twin.Engine.Config;

/// <summary>Reads JSON into the same tree as YAML, with every place.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _file;
    private readonly FaultList _faults;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _lineStart;
    private int _counted;
    private int _nodes;

    private JsonTree(ReadOnlySpan<byte> bytes, string file, FaultList faults)
    {
        _bytes = bytes;
        _file = file;
        _faults = faults;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = TreeLimits.Depth + 2 });
    }

    /// <summary>The document, or null where it could not be read at all; faults say why.</summary>
    public static ConfigNode? Read(string text, string file, FaultList faults)
    {
        var tree = new JsonTree(Encoding.UTF8.GetBytes(text), file, faults);
        try
        {
            tree._reader.Read();
            var root = tree.ReadNode(depth: 0);
            tree._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var message = e.Message;
            var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            message = (cut > 0 ? message[..cut] : message).Replace(" Change the reader options.", "", StringComparison.Ordinal).TrimEnd('.');
            faults.Add(new ConfigFault(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, $"this is not JSON: {message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            var (line, column) = tree.Place();
            faults.Add(new ConfigFault(file, line, column, "this text is not Unicode: '\\ud83d' and its like come in pairs; mend the escape"));
            return null;
        }
        catch (TreeLimitException e)
        {
            faults.Add(new ConfigFault(file, e.Line, e.Column, e.Message));
            return null;
        }
    }

    private ConfigNode ReadNode(int depth)
    {
        var (line, column) = Place();
        TreeLimits.Check(depth, ++_nodes, line, column);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMapping(line, column, depth);
            case JsonTokenType.StartArray:
                var items = new List<ConfigNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(depth + 1));
                }

                return new ConfigSequence(line, column, items);
            case JsonTokenType.String:
                return new ConfigScalar(line, column, _reader.GetString()!, plain: false);
            default:
                return new ConfigScalar(line, column, Encoding.UTF8.GetString(_reader.ValueSpan), plain: true);
        }
    }

    private ConfigMapping ReadMapping(int line, int column, int depth)
    {
        var entries = new List<ConfigEntry>();
        var seen = new Dictionary<string, ConfigScalar>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (keyLine, keyColumn) = Place();
            var key = new ConfigScalar(keyLine, keyColumn, _reader.GetString()!, plain: false);
            _reader.Read();
            var value = ReadNode(depth + 1);
            if (seen.TryAdd(key.Text, key))
            {
                entries.Add(new ConfigEntry(key, value));
            }
            else
            {
                _faults.Add(_file, key, $"the key '{key.Shown}' stands here a second time, first on line {seen[key.Text].Line}; keep one");
            }
        }

        return new ConfigMapping(line, column, entries);
    }

    // Line and column of the token at hand; the reader gives only offsets, which never fall.
    private (int Line, int Column) Place()
    {
        var offset = (int)_reader.TokenStartIndex;
        for (; _counted < offset; _counted++)
        {
            if (_bytes[_counted] == (byte)'\n')
            {
                _line++;
                _lineStart = _counted + 1;
            }
        }

        return (_line, Encoding.UTF8.GetCharCount(_bytes[_lineStart..offset]) + 1);
    }
}
