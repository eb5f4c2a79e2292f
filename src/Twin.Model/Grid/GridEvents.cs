namespace Twin.Model.Grid;

/// <summary>What events take from a grid.</summary>
internal static class GridEvents
{
    /// <summary>What ties can carry at a moment, kW: lost lines are gone, and of the rest the part that is out.</summary>
    public static (double ImportKw, double ExportKw) TieLimits(TwinEvent[] events, TieSpec tie, double ms)
    {
        var (import, export, lost) = (tie.ImportLimitKw, tie.ExportLimitKw, 0.0);
        Span<bool> gone = stackalloc bool[tie.Uhv.Length];
        foreach (var e in events)
        {
            lost += e.Kind == EventKind.TieLoss ? e.StrengthAt(ms) : 0;
            for (var l = 0; l < gone.Length; l++)
            {
                gone[l] |= e.Kind == EventKind.UhvLoss && e.ActsAt(ms) && (e.Selection.Length == 0 || e.Selection == tie.Uhv[l].Name);
            }
        }

        for (var l = 0; l < gone.Length; l++)
        {
            var kw = gone[l] ? tie.Uhv[l].CapacityKw : 0;
            (import, export) = tie.Uhv[l].Direction == TieDirection.Import ? (import - kw, export) : (import, export - kw);
        }

        var left = 1 - Math.Min(1, lost);
        return (Math.Max(0, import) * left, Math.Max(0, export) * left);
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

    /// <summary>True for events that frequency feels at once.</summary>
    public static bool MovesFrequency(TwinEvent e) => e.Kind is EventKind.CapacityLoss or EventKind.TieLoss or EventKind.UhvLoss;

    /// <summary>
    /// What is gone at a moment, as frequency feels it: fleets' capacity and the part of what ties carried in, less the part
    /// of what they carried out, kW.
    /// </summary>
    public static double SuddenlyLostKw(TwinEvent[] events, GridSpec grid, double ms, double importKw, double exportKw)
    {
        double lost = 0;
        foreach (var e in events)
        {
            if (e.Kind == EventKind.CapacityLoss)
            {
                var name = e.Selection.Length > 0 ? e.Selection : Largest(grid);
                var fleet = Array.Find(grid.Generators, g => g.Name == name);
                lost += fleet is null ? 0 : Math.Min(fleet.CapacityKw, e.StrengthAt(ms) * 1000);
            }
        }

        var (import, export) = TieLimits(events, grid.Tie, ms);
        return lost + (importKw * Gone(import, grid.Tie.ImportLimitKw)) - (exportKw * Gone(export, grid.Tie.ExportLimitKw));

        static double Gone(double now, double limit) => limit <= 0 ? 0 : 1 - (now / limit);
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
