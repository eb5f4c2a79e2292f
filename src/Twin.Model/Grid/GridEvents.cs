namespace Twin.Model.Grid;

/// <summary>What events take from a grid.</summary>
internal static class GridEvents
{
    /// <summary>Part of the ties that is out, 0–1.</summary>
    public static double TieLost(TwinEvent[] events, double ms)
    {
        double lost = 0;
        foreach (var e in events)
        {
            lost += e.Kind == EventKind.TieLoss ? e.StrengthAt(ms) : 0;
        }

        return Math.Min(1, lost);
    }

    /// <summary>Capacity of a fleet that is out, kW: the named fleet's, else the largest one's that can be set.</summary>
    public static double LostKw(TwinEvent[] events, GeneratorSpec fleet, GridSpec grid, double ms)
    {
        double lost = 0;
        foreach (var e in events)
        {
            if (e.Kind == EventKind.CapacityLoss && fleet.Name == (e.Selection.Length > 0 ? e.Selection : Largest(grid)))
            {
                lost += e.StrengthAt(ms) * 1000;
            }
        }

        return lost;
    }

    /// <summary>What is gone at a moment, as frequency feels it: fleets' capacity, and the part of what ties carried in, kW.</summary>
    public static double SuddenlyLostKw(TwinEvent[] events, GridSpec grid, double ms, double importKw)
    {
        double lost = 0;
        foreach (var e in events)
        {
            if (e.Kind == EventKind.TieLoss)
            {
                lost += Math.Min(1, e.StrengthAt(ms)) * importKw;
            }
            else if (e.Kind == EventKind.CapacityLoss)
            {
                var name = e.Selection.Length > 0 ? e.Selection : Largest(grid);
                var fleet = Array.Find(grid.Generators, g => g.Name == name);
                lost += fleet is null ? 0 : Math.Min(fleet.CapacityKw, e.StrengthAt(ms) * 1000);
            }
        }

        return lost;
    }

    /// <summary>Part of a wind fleet's output that ice takes, 0–1.</summary>
    public static double IcingShare(TwinEvent[] events, NodePath hub, GeneratorKind kind, double ms)
    {
        double lost = 0;
        if (kind == GeneratorKind.Wind)
        {
            foreach (var e in events)
            {
                lost += e.Kind == EventKind.Icing && e.Target.Contains(hub) ? e.StrengthAt(ms) : 0;
            }
        }

        return Math.Min(1, lost);
    }

    /// <summary>Price that a spike sets, CNY/kWh; null while none acts. Of several the last one counts.</summary>
    public static double? Price(TwinEvent[] events, double ms)
    {
        double? price = null;
        foreach (var e in events)
        {
            price = e.Kind == EventKind.PriceSpike && e.ActsAt(ms) ? e.Magnitude : price;
        }

        return price;
    }

    private static string Largest(GridSpec grid)
    {
        var (name, most) = ("", -1.0);
        foreach (var g in grid.Generators)
        {
            if (!g.IsRenewable && g.CapacityKw > most)
            {
                (name, most) = (g.Name, g.CapacityKw);
            }
        }

        return name;
    }
}

/// <summary>The clock and calendar of a region.</summary>
internal static class LocalTime
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 24 * HourMs;

    // Day of the year on which each month ends, in a common year.
    private static readonly int[] MonthEnds = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>Hour of the day, 0–24.</summary>
    public static double Hour(double ms, double utcOffsetH)
    {
        var hours = (ms / HourMs) + utcOffsetH;
        return hours - (24 * Math.Floor(hours / 24));
    }

    /// <summary>Month, 0–11, of a year of 365.2425 days: a day off in some years, which no monthly figure notices.</summary>
    public static int Month(double ms, double utcOffsetH)
    {
        var days = (ms + (utcOffsetH * HourMs)) / DayMs;
        var day = days - (365.2425 * Math.Floor(days / 365.2425));
        var month = 0;
        while (month < 11 && day >= MonthEnds[month])
        {
            month++;
        }

        return month;
    }
}
