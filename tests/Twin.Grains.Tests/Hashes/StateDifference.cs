using System.Globalization;
using Twin.Model;

namespace Twin.Grains.Tests.Hashes;

/// <summary>Walks a state beside a saved one, and says of the first value that differs which it is and what both are.</summary>
internal sealed class StateDifference(byte[] saved) : StateVisitor
{
    private string _name = "";
    private int _width = 1;
    private int _at;

    /// <summary>Null while nothing differs.</summary>
    public string? First { get; private set; }

    public override void Bytes(Span<byte> bytes)
    {
        var others = saved.AsSpan(Math.Min(_at, saved.Length), Math.Min(bytes.Length, Math.Max(0, saved.Length - _at)));
        if (First is null && !others.SequenceEqual(bytes))
        {
            var value = bytes.CommonPrefixLength(others) / _width;
            var from = value * _width;
            First = $"{_name}{(bytes.Length > _width ? $"[{value}]" : "")}: saved {(from + _width <= others.Length ? Text(others.Slice(from, _width)) : "nothing")}, walked {Text(bytes.Slice(from, _width))}";
        }

        _at += bytes.Length;
    }

    protected override void Enter(string name, int width) => (_name, _width) = (name, width);

    private static string Text(ReadOnlySpan<byte> value) => value.Length switch
    {
        sizeof(double) => string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToDouble(value):R} (0x{BitConverter.ToUInt64(value):x16})"),
        sizeof(float) => string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToSingle(value):R} (0x{BitConverter.ToUInt32(value):x8})"),
        _ => $"0x{Convert.ToHexStringLower(value)}",
    };
}
