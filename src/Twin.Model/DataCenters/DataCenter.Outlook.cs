namespace Twin.Model;

/// <summary>One rack as people see it.</summary>
/// <param name="Load">Utilisation of what is asked for and done, 0–1.</param>
/// <param name="Status">See <see cref="RackStatus"/>; the flags are its lowest four bits.</param>
public readonly record struct RackReading(float InletC, float SiliconC, float PowerKw, float Load, uint Status, PlantMode Mode)
{
    /// <summary>Reads a rack's row: what it does under the conditions that it met last; nothing where it has met none.</summary>
    public static RackReading Of(RackPhysics physics, in RackRow row, uint rowIndex, uint seed, RackSegment last, in RackAir air, PlantMode mode)
    {
        if (last.Seconds <= 0)
        {
            return new RackReading(row.InletC, row.SiliconC, 0, 0, row.Status, mode);
        }

        // One second more of the same, on a copy: its energy in kW·s is its power in kW.
        last.Seconds = 1;
        RackKernel.StepOne(physics, row, rowIndex, [last], seed, air, out var sums);
        return new RackReading(row.InletC, row.SiliconC, (float)sums.ItKWs, (float)sums.LoadS, row.Status, mode);
    }
}

/// <summary>How long a data center lives if it loses its supply, or its cooling, now.</summary>
/// <param name="FeedsUp">Feeds with supply at the last tick's end.</param>
/// <param name="BatteryS">Battery at the present IT power, s.</param>
/// <param name="FuelS">Fuel at the present facility power, s.</param>
/// <param name="ThermalS">To 40 °C inlet of the mean rack of the fastest hall without cooling, s; null where an hour is not enough.</param>
public readonly record struct RideThrough(int FeedsUp, double BatteryS, double FuelS, double? ThermalS);

public sealed partial class DataCenter
{
    private const int MostThermalS = 3600;

    /// <summary>Reads a rack by its index, at the end of the last tick: what it does under the last part's conditions.</summary>
    public RackReading ReadRack(int rack)
    {
        Span<RackReading> one = stackalloc RackReading[1];
        ReadRacks(rack, one);
        return one[0];
    }

    /// <summary>Reads racks that follow each other, as <see cref="ReadRack"/> reads one.</summary>
    /// <param name="from">Index of the first.</param>
    public void ReadRacks(int from, Span<RackReading> into)
    {
        for (var done = 0; done < into.Length;)
        {
            // What a hall's racks meet is the same for all of them.
            var (hall, row) = Racks.Locate(from + done);
            var start = Racks.HallRows(hall).Start;
            var last = LastSegment(hall);
            for (var end = start + Racks.HallRacks(hall); row < end && done < into.Length; row++, done++)
            {
                into[done] = RackReading.Of(_physics[hall], Racks[row], (uint)row, RackSeed, last, LastAir(hall, row - start), State.Plant.Mode);
            }
        }
    }

    /// <summary>What racks of a hall meet at the end of the last tick; nothing before the first.</summary>
    public RackSegment LastSegment(int hall)
    {
        Span<RackSegment> segment = stackalloc RackSegment[1];
        if (Plan.Segments > 0)
        {
            RackSegments(hall, Plan.Segments - 1, segment);
        }

        return segment[0];
    }

    /// <summary>The outlook at the last tick's end.</summary>
    public RideThrough Outlook()
    {
        var end = Plan.Segments == 0 ? 0 : Plan[Plan.Segments - 1].EndMs;
        var feeds = 0;
        for (var f = 0; f < _feedSubstations.Length; f++)
        {
            feeds += FeedUp(f, end) ? 1 : 0;
        }

        return new RideThrough(feeds, BatterySeconds(Reading[Quantity.ItKw]), FuelSeconds(Reading.FacilityKw), ThermalSeconds());
    }

    /// <summary>Seconds until the mean rack of the fastest hall is at its shutdown limit without cooling, by the racks' own kernel.</summary>
    private double? ThermalSeconds()
    {
        if (Plan.Segments == 0)
        {
            return null;
        }

        double? least = null;
        Span<RackSegment> segment = stackalloc RackSegment[1];
        for (var h = 0; h < Spec.Halls.Length; h++)
        {
            if (_physics[h].AirShare <= 0)
            {
                continue;
            }

            RackSegments(h, Plan.Segments - 1, segment);
            (segment[0].Noise, segment[0].CoolShare, segment[0].Powered) = (0, 0, true);
            var row = Racks[Racks.HallRows(h).Start + (Racks.HallRacks(h) / 2)] with { Status = RackStatus.NoCap | RackStatus.NoLoad };
            var limit = Spec.Halls[h].Class.Limits.ShutdownInletC;
            var most = (int)(least ?? MostThermalS);
            for (var s = 0; s < most; s++)
            {
                if (row.InletC >= limit)
                {
                    least = s;
                    break;
                }

                // Seconds while it climbs fast, ten of them while slowly: the air node is fast, the mass node is not.
                segment[0].Seconds = s < 120 ? 1 : 10;
                s += s < 120 ? 0 : 9;
                row = RackKernel.StepOne(_physics[h], row, 0, segment, RackSeed, RackAir.Usual, out _);
            }
        }

        return least;
    }
}
