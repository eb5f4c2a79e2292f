using System.Runtime.Intrinsics;

namespace Twin.Model;

/// <summary>What a rack that steps itself meets in one phase of a tick.</summary>
/// <param name="Segments">The phase's parts; racks of a hall share them.</param>
/// <param name="EventBits">Its fault, cap and set load from this phase on; null: as before.</param>
public readonly record struct RackPhase(RackSegment[] Segments, RackAir Air, uint? EventBits);

/// <summary>What a rack that stepped itself did in one phase.</summary>
/// <param name="After">Its row at the phase's end.</param>
/// <param name="ItKWs">IT energy, kJ.</param>
/// <param name="FanKWs">Its fans' part, kJ.</param>
/// <param name="HeatAirKWs">Heat into air, kJ.</param>
/// <param name="HeatLiquidKWs">Heat into liquid, kJ.</param>
/// <param name="LoadS">Utilisation × s.</param>
public readonly record struct RackDone(RackRow After, float ItKWs, float FanKWs, float HeatAirKWs, float HeatLiquidKWs, float LoadS)
{
    /// <summary>Steps one rack through one phase, as its data center would have.</summary>
    public static RackDone Step(RackPhysics physics, RackRow row, uint rowIndex, in RackPhase phase, uint seed)
    {
        if (phase.EventBits is { } bits)
        {
            row = row with { Status = RackStatus.Under(row.Status, bits) };
        }

        var after = RackKernel.StepOne(physics, row, rowIndex, phase.Segments, seed, phase.Air, out var sums);
        return new RackDone(after, (float)sums.ItKWs, (float)sums.FanKWs, (float)sums.HeatAirKWs, (float)sums.HeatLiquidKWs, (float)sums.LoadS);
    }
}

/// <summary>A row of a data center's columns with what its rack did in one phase.</summary>
public readonly record struct LentRow(int Row, RackDone Done)
{
    /// <summary>Puts the rack into its lane in the stead of what was computed there.</summary>
    internal void Into(
        int lane, ref Vector256<float> ta, ref Vector256<float> tm, ref Vector256<float> ts, ref Vector256<uint> st,
        ref Vector256<float> it, ref Vector256<float> fan, ref Vector256<float> air, ref Vector256<float> liquid, ref Vector256<float> used)
    {
        (ta, tm, ts) = (ta.WithElement(lane, Done.After.InletC), tm.WithElement(lane, Done.After.MassC), ts.WithElement(lane, Done.After.SiliconC));
        st = st.WithElement(lane, Done.After.Status);
        (it, fan) = (it.WithElement(lane, Done.ItKWs), fan.WithElement(lane, Done.FanKWs));
        (air, liquid) = (air.WithElement(lane, Done.HeatAirKWs), liquid.WithElement(lane, Done.HeatLiquidKWs));
        used = used.WithElement(lane, Done.LoadS);
    }
}

/// <summary>What all racks that stepped themselves did in one tick, phase by phase, by row.</summary>
public sealed class LentRacks
{
    private readonly LentRow[][] _phases;

    /// <param name="done">A rack's row and one entry per phase; in any order, each row once.</param>
    public LentRacks(int phases, IEnumerable<(int Row, RackDone[] Done)> done)
    {
        var byRow = done.OrderBy(d => d.Row).ToArray();
        _phases = new LentRow[phases][];
        for (var p = 0; p < phases; p++)
        {
            _phases[p] = Array.ConvertAll(byRow, d => new LentRow(d.Row, d.Done[p]));
        }
    }

    internal ReadOnlySpan<LentRow> Of(int phase, (int Start, int Rows) hall)
    {
        var rows = _phases[phase];
        var from = First(rows, hall.Start);
        return rows.AsSpan(from, First(rows, hall.Start + hall.Rows) - from);
    }

    private static int First(LentRow[] rows, int row)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].Row < row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
