using System.Globalization;

namespace Twin.Engine.Config;

/// <summary>A piece of a file, as written, with its place.</summary>
internal abstract class ConfigNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>What it is, for a sentence: "a list", "the text 'on'".</summary>
    public abstract string Noun { get; }
}

/// <summary>A value. <paramref name="plain"/>: written without quotes, so that it may be a number, true, false or nothing.</summary>
internal sealed class ConfigScalar(int line, int column, string text, bool plain) : ConfigNode(line, column)
{
    private const int ShownLength = 40;

    public string Text { get; } = text;

    public bool IsNothing => plain && Text is "" or "~" or "null";

    public bool IsTruth => plain && Text is "true" or "false";

    public bool IsNumber => plain && IsJsonNumber(Text);

    public bool IsText => !IsNothing && !IsTruth && !IsNumber;

    public string Shown => Text.Length <= ShownLength ? Text : string.Concat(Text.AsSpan(0, ShownLength), "…");

    public override string Noun =>
        IsNothing ? "nothing" : IsTruth ? $"the truth value {Text}" : IsNumber ? $"the number {Shown}" : $"the text '{Shown}'";

    public bool TryNumber(out double value)
    {
        value = 0;
        return IsNumber && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    // JSON's grammar and no other: 010, 0x1F, 1_000, .5 and .inf are text here, so that they are never read as something else.
    private static bool IsJsonNumber(string s)
    {
        var i = s.StartsWith('-') ? 1 : 0;
        var whole = Digits(s, i);
        if (whole == 0 || (s[i] == '0' && whole > 1))
        {
            return false;
        }

        i += whole;
        if (i < s.Length && s[i] == '.')
        {
            var part = Digits(s, i + 1);
            if (part == 0)
            {
                return false;
            }

            i += 1 + part;
        }

        if (i < s.Length && s[i] is 'e' or 'E')
        {
            i++;
            i += i < s.Length && s[i] is '+' or '-' ? 1 : 0;
            var power = Digits(s, i);
            if (power == 0)
            {
                return false;
            }

            i += power;
        }

        return i == s.Length;
    }

    private static int Digits(string s, int from)
    {
        var i = from;
        while (i < s.Length && char.IsAsciiDigit(s[i]))
        {
            i++;
        }

        return i - from;
    }
}

internal sealed class ConfigSequence(int line, int column, List<ConfigNode> items) : ConfigNode(line, column)
{
    public List<ConfigNode> Items { get; } = items;

    public override string Noun => "a list";
}

/// <summary>Keys and values in the order of the file; a key occurs once.</summary>
internal sealed class ConfigMapping(int line, int column, List<ConfigEntry> entries) : ConfigNode(line, column)
{
    public List<ConfigEntry> Entries { get; } = entries;

    public override string Noun => "a mapping";

    public ConfigNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }
}

internal readonly record struct ConfigEntry(ConfigScalar Key, ConfigNode Value);
