namespace Twin.Model;

public sealed partial class DataCenter
{
    /// <summary>
    /// What racks that step themselves meet in the tick that was prepared, phase by phase. Racks of a hall share what
    /// all of them meet. Call after <see cref="Prepare"/> and before <see cref="StepRacks"/>.
    /// </summary>
    public Func<int, RackPhase[]> LentPhases()
    {
        var halls = Spec.Halls.Length;
        var segments = new RackSegment[Plan.Phases][][];
        var bits = new uint[Plan.Phases][];
        var signature = (ulong)State.RackEvents;
        for (var phase = 0; phase < Plan.Phases; phase++)
        {
            var (from, to) = Plan.Phase(phase);
            bits[phase] = RackEventBits(Plan[from].StartMs, ref signature)!;
            segments[phase] = new RackSegment[halls][];
            for (var h = 0; h < halls; h++)
            {
                RackSegments(h, from, segments[phase][h] = new RackSegment[to - from]);
            }
        }

        var alike = new RackPhase[halls][];
        return rack =>
        {
            var (hall, row) = Racks.Locate(rack);
            if (alike[hall] is { } shared)
            {
                return shared;
            }

            var same = true;
            var phases = new RackPhase[Plan.Phases];
            for (var phase = 0; phase < phases.Length; phase++)
            {
                var at = Plan[Plan.Phase(phase).From].StartMs;
                same &= bits[phase] is null && Airflow(hall, at).IsEmpty && FansFrom(hall, at).IsEmpty;
                phases[phase] = new RackPhase(segments[phase][hall], AirAt(hall, row - Racks.HallRows(hall).Start, at), bits[phase] is { } b ? b[row] : null);
            }

            if (same)
            {
                alike[hall] = phases;
            }

            return phases;
        };
    }

    /// <summary>Completes the tick with what all racks did.</summary>
    /// <param name="lent">Racks that stepped themselves; null: none.</param>
    public Reading Finish(in Tick tick, in DataCenterInput input, LentRacks? lent)
    {
        StepRacks(lent);
        return Complete(tick, input, _sums);
    }
}
