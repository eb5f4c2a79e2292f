using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Twin.Model;

/// <summary>
/// Chance for racks, in 32 bits so that eight are drawn at once: a hash of (seed, row, cell). A cell is 15 minutes of
/// simulated time, so that every step length draws the same numbers.
/// </summary>
public static class RackNoise
{
    /// <summary>Length of a cell, ms.</summary>
    public const long CellMs = 900_000;

    // Odd constants with well-mixed bits: the golden ratio, and the finaliser of MurmurHash3 (Appleby, public domain).
    private const uint RowStep = 0x9E37_79B9;
    private const uint CellStep = 0x85EB_CA77;
    private const uint Mix1 = 0x85EB_CA6B;
    private const uint Mix2 = 0xC2B2_AE35;

    public static uint Cell(long ms) => (uint)Math.DivRem(ms, CellMs).Quotient;

    public static uint Hash(uint seed, uint row, uint cell)
    {
        unchecked
        {
            var x = seed + (row * RowStep) + (cell * CellStep);
            x ^= x >> 16;
            x *= Mix1;
            x ^= x >> 13;
            x *= Mix2;
            return x ^ (x >> 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<uint> Hash(Vector256<uint> rows, uint seedAndCell)
    {
        var x = (rows * Vector256.Create(RowStep)) + Vector256.Create(seedAndCell);
        x ^= x >>> 16;
        x *= Vector256.Create(Mix1);
        x ^= x >>> 13;
        x *= Vector256.Create(Mix2);
        return x ^ (x >>> 16);
    }

    internal static uint SeedAndCell(uint seed, uint cell) => unchecked(seed + (cell * CellStep));
}
