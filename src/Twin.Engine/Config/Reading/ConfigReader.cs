using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;
using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>
/// Reads YAML and JSON files of ours: text → tree with places → check against the record's contract → JSON → record,
/// strictly. Every fault of a file is found in one reading.
/// </summary>
internal sealed class ConfigReader(FaultList faults)
{
    public const string ApiVersion = "twin/v1";

    // Our largest file is under 100 kB.
    private const int LargestBytes = 4 * 1024 * 1024;

    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Reads one file into <typeparamref name="T"/>; null where it could not be, with the faults added.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The kind that it must say it is.</param>
    /// <param name="shown">Its name in messages.</param>
    public ConfigDocument<T>? Read<T>(string path, string kind, string shown) where T : class
    {
        var before = faults.Count;
        var root = ReadTree(path, shown);
        if (root is null || !SaysKind(root, kind, shown))
        {
            return null;
        }

        new ShapeCheck(shown, faults).Check(root, typeof(T), kind);
        if (faults.Count > before)
        {
            return null;
        }

        try
        {
            var value = ToJson(root).Deserialize<T>(ConfigContract.Options)!;
            return new ConfigDocument<T>(path, shown, value, root);
        }
        catch (JsonException e)
        {
            faults.Add(shown, $"{e.Message} (at {e.Path})");
            return null;
        }
    }

    /// <summary>Checks a file's shape by the kind that it says it is, and returns that kind; null where it says none that is known.</summary>
    public string? Check(string path, string shown)
    {
        if (ReadTree(path, shown) is not { } root)
        {
            return null;
        }

        var said = root is ConfigMapping mapping ? mapping["kind"] : null;
        var kinds = ConfigKinds.All.Select(k => k.Kind).ToArray();
        if (said is not ConfigScalar { Text: var kind })
        {
            faults.Add(shown, root, $"the file does not say what it holds; write 'apiVersion: {ApiVersion}' and 'kind: ' with one of {string.Join(", ", kinds)}");
            return null;
        }

        if (Array.IndexOf(kinds, kind) is var index && index < 0)
        {
            faults.Add(shown, said, $"there is no kind of file '{((ConfigScalar)said).Shown}'; {Nearest.Clause(kind, kinds)}");
            return null;
        }

        if (SaysKind(root, kind, shown))
        {
            new ShapeCheck(shown, faults).Check(root, ConfigKinds.All[index].File, kind);
        }

        return kind;
    }

    /// <summary>A file that belongs to the world but is no YAML (weather, a load trace): adds it to the digest.</summary>
    public void Account(string name, ReadOnlySpan<byte> content)
    {
        _digest.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
        _digest.AppendData(content);
    }

    /// <summary>SHA-256 over names and contents of all files so far, in the order of reading, in hex.</summary>
    public string Digest() => Convert.ToHexStringLower(_digest.GetCurrentHash());

    private ConfigNode? ReadTree(string path, string shown)
    {
        if (ReadText(path, shown) is not { } text)
        {
            return null;
        }

        var json = System.IO.Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        return json ? JsonTree.Read(text, shown, faults) : YamlTree.Read(text, shown, faults);
    }

    private string? ReadText(string path, string shown)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                faults.Add(shown, "there is no such file; check the name, relative to the file that refers to it");
                return null;
            }

            if (info.Length > LargestBytes)
            {
                faults.Add(shown, $"the file has {info.Length / 1048576.0:0.0} MiB; files of ours have at most {LargestBytes / 1048576} MiB");
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            Account(System.IO.Path.GetFileName(path), bytes);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            faults.Add(shown, "the file is not text in UTF-8; save it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(shown, $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    private bool SaysKind(ConfigNode root, string kind, string shown)
    {
        if (root is not ConfigMapping mapping)
        {
            faults.Add(shown, root, $"the file holds {root.Noun}; a file of ours starts with 'apiVersion: {ApiVersion}' and 'kind: {kind}'");
            return false;
        }

        if (mapping["apiVersion"] is ConfigScalar version && version.Text != ApiVersion)
        {
            faults.Add(shown, version, $"the version '{version.Shown}' is not known; write 'apiVersion: {ApiVersion}'");
            return false;
        }

        if (mapping["kind"] is ConfigScalar said && said.Text != kind)
        {
            faults.Add(shown, said, $"this is a '{said.Shown}' where a '{kind}' is wanted; refer to another file, or write 'kind: {kind}'");
            return false;
        }

        return true;
    }

    private static JsonNode ToJson(ConfigNode node) => node switch
    {
        ConfigMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Text, (JsonNode?)ToJson(e.Value)))),
        ConfigSequence list => new JsonArray(list.Items.Select(i => (JsonNode?)ToJson(i)).ToArray()),
        ConfigScalar { IsText: false } scalar => JsonNode.Parse(scalar.Text)!,
        ConfigScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new NotSupportedException(node.Noun),
    };
}
