using System.Runtime.InteropServices;

namespace Twin.Model.Jobs;

/// <summary>What the scheduler knows of a hub: what came up from it with the tick before. Part of the network's state.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct HubReport
{
    /// <summary>IT power, kW; 0 before the first tick.</summary>
    public double ItKw;

    /// <summary>Facility power, kW.</summary>
    public double FacilityKw;

    /// <summary>Part of its racks that run, 0–1.</summary>
    public double OnShare;

    /// <summary>Part of its racks that slow down to protect themselves, 0–1.</summary>
    public double ThrottledShare;

    /// <summary>°C.</summary>
    public double MaxInletC;

    /// <summary>CNY/kWh.</summary>
    public double PriceCnyPerKWh;

    /// <summary>Of its region's grid, kg CO₂/kWh.</summary>
    public double CarbonKgPerKWh;

    /// <summary>Demand that its region's grid does not serve, kW.</summary>
    public double RegionUnservedKw;

    /// <summary>What a hub is taken for before its first tick; near the mean of the plants.</summary>
    public const double UsualPue = 1.2;

    /// <summary>Facility over IT power.</summary>
    public readonly double Pue => ItKw > 0 ? FacilityKw / ItKw : UsualPue;

    /// <summary>Before the first tick.</summary>
    public static HubReport Beginning(RegionSpec region) =>
        new() { OnShare = 1, MaxInletC = double.NegativeInfinity, PriceCnyPerKWh = region.PriceCnyPerKWh, CarbonKgPerKWh = region.CarbonKgPerKWh };

    /// <summary>From the readings of a tick.</summary>
    public static HubReport Of(in Reading hub, in Reading region, double priceCnyPerKWh, double carbonKgPerKWh)
    {
        var racks = hub[Quantity.Racks];
        return new HubReport
        {
            ItKw = hub[Quantity.ItKw],
            FacilityKw = hub.FacilityKw,
            OnShare = racks > 0 ? hub[Quantity.RacksOn] / racks : 1,
            ThrottledShare = racks > 0 ? hub[Quantity.RacksThrottled] / racks : 0,
            MaxInletC = hub.MaxInletC,
            PriceCnyPerKWh = priceCnyPerKWh,
            CarbonKgPerKWh = carbonKgPerKWh,
            RegionUnservedKw = region[Quantity.RegionUnservedKw],
        };
    }
}
