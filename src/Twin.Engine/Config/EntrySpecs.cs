using Twin.Model;
using Twin.Model.Jobs;
using Twin.Model.Links;

namespace Twin.Engine.Config;

/// <summary>Entries of the files as the model's specs; what is left out keeps the model's default.</summary>
internal static class EntrySpecs
{
    // The curve's coefficients are rounded to four digits in files.
    private const double CurveTolerance = 1e-3;

    public static WorkloadClass Workload(WorkloadEntry e, JobsSpec? jobs) => new(e.Name, e.Hourly, e.Noise, e.Deferrable)
    {
        Job = jobs is null ? -1 : Array.FindIndex(jobs.Classes, c => c.Name == e.Name),
        TrafficGbpsPerMw = e.TrafficGbpsPerMw,
        LatencyNeed = e.Latency is not { } l ? null : l.Kind == LatencyKind.RoundTrip ? new RoundTrip(l.MostS * 1000) : new OneWay(l.MostS * 1000).ThereAndBack,
    };

    public static RackClass RackClass<T>(RackClassEntry e, ConfigDocument<T> file, string pointer, WorldSources sources)
    {
        if (e.Curve is { } c && Math.Abs(c[0] + c[1] + c[2] - 1) > CurveTolerance)
        {
            sources.Fault(file, $"{pointer}/curve", $"the three numbers of 'curve' sum to {c[0] + c[1] + c[2]:0.####}; make them sum to 1");
        }

        var limits = Limits(e.Limits);
        if (limits.ShutdownInletC <= limits.ThrottleInletC || limits.ShutdownSiliconC <= limits.ThrottleSiliconC || limits.RestartInletC >= limits.ShutdownInletC)
        {
            sources.Fault(file, $"{pointer}/limits", $"the limits of '{e.Name}' are out of order; restart lies below shutdown, and throttle below shutdown");
        }

        var d = new RackClass { Name = e.Name, DesignKw = e.DesignKw };
        return d with
        {
            IdleShare = e.IdleShare ?? d.IdleShare,
            Curve = e.Curve is { } k ? (k[0], k[1], k[2]) : d.Curve,
            Fans = e.Fans switch { FanKind.Legacy => FanProfile.Legacy, FanKind.None => FanProfile.None, FanKind.Efficient => FanProfile.Efficient, _ => d.Fans },
            LeakagePerK = e.LeakagePerK ?? d.LeakagePerK,
            AirRiseK = e.AirRiseK ?? d.AirRiseK,
            LiquidShare = e.LiquidShare ?? d.LiquidShare,
            AirVolumeM3 = e.AirVolumeM3 ?? d.AirVolumeM3,
            MassKg = e.MassKg ?? d.MassKg,
            AirToMassKwPerK = e.AirToMassKwPerK ?? d.AirToMassKwPerK,
            AirToWallKwPerK = e.AirToWallKwPerK ?? d.AirToWallKwPerK,
            SiliconRiseK = e.SiliconRiseK ?? d.SiliconRiseK,
            SiliconTauS = e.SiliconTauS ?? d.SiliconTauS,
            Pflops = e.Pflops ?? d.Pflops,
            Limits = limits,
        };
    }

    public static PlantSpec Plant<T>(PlantEntry e, ConfigDocument<T> file, string pointer, WorldSources sources)
    {
        var d = new PlantSpec { Kind = e.Kind };
        var plant = d with
        {
            SupplyC = e.SupplyC ?? d.SupplyC,
            ReturnC = e.ReturnC ?? d.ReturnC,
            Units = e.Units ?? d.Units,
            UnitsNeeded = e.UnitsNeeded ?? d.UnitsNeeded,
            Pumps = e.Pumps ?? d.Pumps,
            PumpsNeeded = e.PumpsNeeded ?? d.PumpsNeeded,
            ChilledWaterC = e.ChilledWaterC ?? d.ChilledWaterC,
            CyclesOfConcentration = e.CyclesOfConcentration ?? d.CyclesOfConcentration,
            RestartFreeS = e.RestartFreeS ?? d.RestartFreeS,
            RestartMechanicalS = e.RestartMechanicalS ?? d.RestartMechanicalS,
            DwellS = e.DwellS ?? d.DwellS,
            CompressorDwellS = e.CompressorDwellS ?? d.CompressorDwellS,
            CompressorLockoutS = e.CompressorLockoutS ?? d.CompressorLockoutS,
            CompressorStartsPerHour = e.CompressorStartsPerHour ?? d.CompressorStartsPerHour,
            DryBulbHysteresisK = e.DryBulbHysteresisK ?? d.DryBulbHysteresisK,
            WetBulbHysteresisK = e.WetBulbHysteresisK ?? d.WetBulbHysteresisK,
            FrostC = e.FrostC ?? d.FrostC,
            DustLimitUgM3 = e.DustLimitUgM3 ?? d.DustLimitUgM3,
            DewPointLimitC = e.DewPointLimitC ?? d.DewPointLimitC,
        };
        if (plant.ReturnC < plant.SupplyC + 2)
        {
            sources.Fault(file, pointer, $"the plant '{e.Name}' returns air at {plant.ReturnC} °C and supplies it at {plant.SupplyC} °C; let the return be at least 2 K warmer");
        }

        if (plant.UnitsNeeded > plant.Units || plant.PumpsNeeded > plant.Pumps)
        {
            sources.Fault(file, pointer, $"the plant '{e.Name}' needs more units or pumps than it has; raise 'units' or 'pumps'");
        }

        return plant;
    }

    public static PowerSpec Power(PowerChainEntry e)
    {
        var d = new PowerSpec { Redundancy = e.Redundancy };
        return d with
        {
            TransformerRatio = e.TransformerRatio ?? d.TransformerRatio,
            TransformerNoLoadShare = e.TransformerNoLoadShare ?? d.TransformerNoLoadShare,
            TransformerLoadShare = e.TransformerLoadShare ?? d.TransformerLoadShare,
            UpsModulesNeeded = e.UpsModulesNeeded ?? d.UpsModulesNeeded,
            UpsLoss = e.UpsLoss is { } u ? (u[0], u[1], u[2]) : d.UpsLoss,
            DistributionLossShare = e.DistributionLossShare ?? d.DistributionLossShare,
            BatteryMinutes = e.BatteryS / 60 ?? d.BatteryMinutes,
            BatteryExponent = e.BatteryExponent ?? d.BatteryExponent,
            RechargeHours = e.RechargeS / 3600 ?? d.RechargeHours,
            GeneratorsNeeded = e.GeneratorsNeeded ?? d.GeneratorsNeeded,
            GeneratorStartS = e.GeneratorStartS ?? d.GeneratorStartS,
            GeneratorFailToStart = e.GeneratorFailToStart ?? d.GeneratorFailToStart,
            FuelHours = e.FuelS / 3600 ?? d.FuelHours,
            FuelLPerKWh = e.FuelLPerKWh ?? d.FuelLPerKWh,
            TransferS = e.TransferS ?? d.TransferS,
            ReturnDelayS = e.ReturnDelayS ?? d.ReturnDelayS,
            RestartS = e.RestartS ?? d.RestartS,
            OtherShare = e.OtherShare ?? d.OtherShare,
            RampSharePerMin = e.RampSharePerMin ?? d.RampSharePerMin,
        };
    }

    public static CapacityFigure Figure(FigureEntry e) => new(e.Name ?? "", e.Value, e.Unit, e.Status, e.AsOf, e.Source);

    private static RackLimits Limits(RackLimitsEntry? e)
    {
        var d = new RackLimits();
        return e is null ? d : d with
        {
            ThrottleInletC = e.ThrottleInletC ?? d.ThrottleInletC,
            ThrottlePerK = e.ThrottlePerK ?? d.ThrottlePerK,
            ShutdownInletC = e.ShutdownInletC ?? d.ShutdownInletC,
            ThrottleSiliconC = e.ThrottleSiliconC ?? d.ThrottleSiliconC,
            ShutdownSiliconC = e.ShutdownSiliconC ?? d.ShutdownSiliconC,
            ShutdownAfterS = e.ShutdownAfterS ?? d.ShutdownAfterS,
            ThrottleCoolantC = e.ThrottleCoolantC ?? d.ThrottleCoolantC,
            ShutdownFlowShare = e.ShutdownFlowShare ?? d.ShutdownFlowShare,
            ShutdownFlowAfterS = e.ShutdownFlowAfterS ?? d.ShutdownFlowAfterS,
            RestartInletC = e.RestartInletC ?? d.RestartInletC,
            RestartAfterS = e.RestartAfterS ?? d.RestartAfterS,
        };
    }
}
