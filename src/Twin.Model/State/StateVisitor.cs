using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Twin.Model;

/// <summary>
/// Walks every field of a state in one fixed order: hashing, saving and loading are three visitors, so that what is
/// saved is what is hashed and nothing is forgotten in one of them.
/// </summary>
public abstract class StateVisitor
{
    /// <param name="name">The field as the code that walks it calls it; the compiler fills it in.</param>
    public void Field(ref double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Walk(name, sizeof(double), MemoryMarshal.AsBytes(new Span<double>(ref value)));

    public void Field(ref long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Walk(name, sizeof(long), MemoryMarshal.AsBytes(new Span<long>(ref value)));

    public void Field(ref int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Walk(name, sizeof(int), MemoryMarshal.AsBytes(new Span<int>(ref value)));

    public void Field(ref bool value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Walk(name, sizeof(bool), MemoryMarshal.AsBytes(new Span<bool>(ref value)));

    public void Field<T>(ref T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged, Enum => Walk(name, Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(new Span<T>(ref value)));

    public void Column<T>(T[] values, [CallerArgumentExpression(nameof(values))] string name = "")
        where T : unmanaged => Walk(name, Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Reads the bytes, or fills them.</summary>
    public abstract void Bytes(Span<byte> bytes);

    /// <summary>Told of a field before its bytes come, for whoever must say which one it was.</summary>
    /// <param name="width">Bytes of one value; a column has many.</param>
    protected virtual void Enter(string name, int width)
    {
        // Hashing, saving and loading know fields by their order alone.
    }

    private void Walk(string name, int width, Span<byte> bytes)
    {
        Enter(name, width);
        Bytes(bytes);
    }
}

/// <summary>A 64-bit hash of state, the same on every machine.</summary>
public sealed class StateHasher : StateVisitor
{
    // Multipliers of xxHash64 (Collet, public specification); the mixing is a plain multiply-rotate over four lanes.
    private const ulong P1 = 0x9E37_79B1_85EB_CA87;
    private const ulong P2 = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong P3 = 0x1656_67B1_9E37_79F9;

    private ulong _a = P1, _b = P2, _c = P3, _d = P1 ^ P3;
    private ulong _length;

    public override void Bytes(Span<byte> bytes)
    {
        var rest = bytes;
        if (rest.Length >= 32)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(rest);
            var n = words.Length & ~3;
            var (a, b, c, d) = (_a, _b, _c, _d);
            for (var i = 0; i < n; i += 4)
            {
                a = Round(a, words[i]);
                b = Round(b, words[i + 1]);
                c = Round(c, words[i + 2]);
                d = Round(d, words[i + 3]);
            }

            (_a, _b, _c, _d) = (a, b, c, d);
            rest = rest[(n * 8)..];
        }

        while (rest.Length >= 8)
        {
            Turn(MemoryMarshal.Read<ulong>(rest));
            rest = rest[8..];
        }

        if (rest.Length > 0)
        {
            ulong last = 0;
            for (var i = 0; i < rest.Length; i++)
            {
                last |= (ulong)rest[i] << (8 * i);
            }

            Turn(last);
        }

        _length += (ulong)bytes.Length;
    }

    public void Add(ulong value)
    {
        Turn(value);
        _length += 8;
    }

    /// <summary>The hash of all that has been visited.</summary>
    public ulong Result()
    {
        unchecked
        {
            var h = Round(Round(Round(Round(_length * P1, _a), _b), _c), _d);
            h ^= h >> 33;
            h *= P2;
            h ^= h >> 29;
            h *= P3;
            return h ^ (h >> 32);
        }
    }

    private void Turn(ulong word) => (_a, _b, _c, _d) = (_b, _c, _d, Round(_a, word));

    private static ulong Round(ulong acc, ulong word) => unchecked(ulong.RotateLeft(acc + (word * P2), 31) * P1);
}

/// <summary>Copies state into a buffer.</summary>
public sealed class StateWriter : StateVisitor
{
    private byte[] _buffer = new byte[4096];

    public int Length { get; private set; }

    /// <summary>Forgets what was written and keeps the room for the next.</summary>
    public void Clear() => Length = 0;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public override void Bytes(Span<byte> bytes)
    {
        if (Length + bytes.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + bytes.Length));
        }

        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    public byte[] ToArray() => Written.ToArray();
}

/// <summary>Fills state from what <see cref="StateWriter"/> wrote for the same world.</summary>
/// <exception cref="FormatException">The bytes end too early: they are of another world or version.</exception>
public sealed class StateReader(ReadOnlyMemory<byte> bytes) : StateVisitor
{
    private int _at;

    /// <summary>True when all has been read.</summary>
    public bool AtEnd => _at == bytes.Length;

    public override void Bytes(Span<byte> target)
    {
        if (_at + target.Length > bytes.Length)
        {
            throw new FormatException($"The saved state ends at byte {bytes.Length}, where {target.Length} more are wanted: it belongs to another world or version. Start with an empty data folder, or with the world it was saved from.");
        }

        bytes.Span.Slice(_at, target.Length).CopyTo(target);
        _at += target.Length;
    }
}
