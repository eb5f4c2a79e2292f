using System.Text;
using Twin.Model.Physics;

namespace Twin.Model;

/// <summary>
/// Chance without a generator: every draw is a pure function of (seed, node, stream, index), so that order of evaluation,
/// threads, forks and replays change nothing. <c>stream</c> tells apart the uses of chance at one node, <c>index</c> is the
/// tick or the count of the draw.
/// </summary>
public static class Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private const double TwoPowMinus53 = 1.0 / 9007199254740992.0;

    /// <summary>Key of one stream at one node; keep it where many indices of one stream are drawn.</summary>
    public static ulong Key(ulong seed, ulong node, uint stream) =>
        Mix(Mix(Mix(seed + Golden) ^ node) + (Golden * (stream + 1UL)));

    /// <summary>64 random bits for an index of a keyed stream.</summary>
    public static ulong Hash(ulong key, long index) => Mix(key + (Golden * ((ulong)index + 1UL)));

    /// <summary>64 random bits.</summary>
    public static ulong Hash(ulong seed, ulong node, uint stream, long index) => Hash(Key(seed, node, stream), index);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double Uniform(ulong key, long index) => (Hash(key, index) >> 11) * TwoPowMinus53;

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double Uniform(ulong seed, ulong node, uint stream, long index) => Uniform(Key(seed, node, stream), index);

    /// <summary>Standard normal (mean 0, deviation 1), one draw each, by the inverse of the distribution.</summary>
    public static double Normal(ulong key, long index) =>
        DMath.NormalQuantile(((Hash(key, index) >> 11) + 0.5) * TwoPowMinus53);

    /// <summary>Standard normal (mean 0, deviation 1), one draw each, by the inverse of the distribution.</summary>
    public static double Normal(ulong seed, ulong node, uint stream, long index) => Normal(Key(seed, node, stream), index);

    /// <summary>Finaliser of SplitMix64 (Steele, Lea and Flood 2014; constants of Stafford's mix 13): a bijection of 64 bits.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>64-bit FNV-1a (Fowler, Noll, Vo): the same number for a node's path in every process and on every machine.</summary>
public static class StableHash
{
    /// <summary>Hash of no bytes at all; the start of an incremental hash.</summary>
    public const ulong Empty = 0xCBF29CE484222325UL;

    private const ulong Prime = 0x100000001B3UL;

    /// <summary>Hash of a text's UTF-8 bytes.</summary>
    public static ulong Of(string text) => Of(text.AsSpan());

    /// <summary>Hash of a text's UTF-8 bytes.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Empty;
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(bytes);
            hash = Add(hash, bytes[..count]);
        }

        return hash;
    }

    /// <summary>Hash of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes) => Add(Empty, bytes);

    /// <summary>Goes on hashing from an earlier hash.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }
}
