namespace Twin.Model.Grid;

/// <summary>A unit that can be set: between two outputs, at a cost.</summary>
public readonly record struct DispatchUnit(double LeastKw, double MostKw, double CostCnyPerKWh);

/// <summary>Demand and limits of one dispatch, kW.</summary>
public readonly record struct DispatchNeed
{
    /// <summary>Data centers: served before everything else.</summary>
    public required double DataCenterKw { get; init; }

    /// <summary>Other demand: the last to be cut.</summary>
    public required double DemandKw { get; init; }

    public required double ChargeKw { get; init; }

    public required double DischargeKw { get; init; }

    /// <summary>Export by contract: cut before demand is.</summary>
    public required double ScheduledExportKw { get; init; }

    /// <summary>Export that there is a line for: takes what would be curtailed.</summary>
    public required double ExportLimitKw { get; init; }

    /// <summary>What wind, sun and water offer.</summary>
    public required double OfferedKw { get; init; }
}

/// <summary>Outcome of a dispatch, kW. What is fed in equals what is delivered and lost.</summary>
public readonly record struct DispatchResult(double DemandKw, double UnservedKw, double ExportKw, double TakenKw, double CurtailedKw, double OverdrawnKw, double LossKw);

/// <summary>
/// The merit order: wind, sun and water first; then units by cost between what they must and what they can; surplus is
/// exported, then curtailed; a shortage cuts contracted export, then other demand.
/// </summary>
public static class Dispatch
{
    /// <param name="units">In the order of their cost.</param>
    /// <param name="outputs">Output of each unit, kW, is written here.</param>
    public static DispatchResult Of(in DispatchNeed need, ReadOnlySpan<DispatchUnit> units, in GridLosses losses, Span<double> outputs)
    {
        double least = 0, most = 0;
        for (var i = 0; i < units.Length; i++)
        {
            outputs[i] = units[i].LeastKw;
            least += units[i].LeastKw;
            most += units[i].MostKw;
        }

        var firm = need.DataCenterKw + need.ChargeKw;
        var delivered = firm + need.DemandKw + need.ScheduledExportKw;
        var wanted = delivered + losses.At(delivered) - need.DischargeKw;
        if (wanted < need.OfferedKw + least)
        {
            return Surplus(need, delivered, least, losses, outputs);
        }

        var left = wanted - need.OfferedKw - least;
        for (var i = 0; i < units.Length && left > 0; i++)
        {
            var more = Math.Min(left, units[i].MostKw - units[i].LeastKw);
            outputs[i] += more;
            left -= more;
        }

        if (left <= 1e-9 * (1 + wanted))
        {
            return new DispatchResult(need.DemandKw, 0, need.ScheduledExportKw, need.OfferedKw, 0, 0, losses.At(delivered));
        }

        // Everything runs and it is not enough: the contract is cut first, then demand.
        var fed = need.OfferedKw + most + need.DischargeKw;
        var missing = delivered - losses.DeliveredOf(fed);
        if (missing <= need.ScheduledExportKw + need.DemandKw && fed >= losses.At(firm) + firm)
        {
            var export = Math.Max(0, need.ScheduledExportKw - missing);
            var unserved = missing - (need.ScheduledExportKw - export);
            return new DispatchResult(need.DemandKw - unserved, unserved, export, need.OfferedKw, 0, 0, losses.At(losses.DeliveredOf(fed)));
        }

        // Nothing is left to cut but data centers: the ties are drawn beyond their limit, as an uncontrolled exchange is.
        return new DispatchResult(0, need.DemandKw, 0, need.OfferedKw, 0, firm + losses.At(firm) - fed, losses.At(firm));
    }

    private static DispatchResult Surplus(in DispatchNeed need, double delivered, double least, in GridLosses losses, Span<double> outputs)
    {
        var room = Math.Max(0, need.ExportLimitKw - need.ScheduledExportKw);
        var most = delivered + room;
        var wanted = most + losses.At(most) - need.DischargeKw;
        var fed = need.OfferedKw + least;
        if (wanted >= fed)
        {
            var possible = losses.DeliveredOf(fed + need.DischargeKw);
            return new DispatchResult(need.DemandKw, 0, need.ScheduledExportKw + possible - delivered, need.OfferedKw, 0, 0, losses.At(possible));
        }

        var curtailed = Math.Min(need.OfferedKw, fed - wanted);
        var tooMuch = fed - wanted - curtailed;
        if (tooMuch > 0)
        {
            // Even without wind and sun the least outputs are too much: units go off, all in the same proportion.
            var keep = Math.Max(0, 1 - (tooMuch / least));
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] *= keep;
            }
        }

        return new DispatchResult(need.DemandKw, 0, need.ScheduledExportKw + room, need.OfferedKw - curtailed, curtailed, 0, losses.At(most));
    }
}
