using Twin.Model.Weather;

namespace Twin.Model.Tests.DataCenters;

/// <summary>A data center of one small hall through a whole year, with what it used and the log of what happened.</summary>
internal sealed record PlantYear(
    double ItKWh, double CoolingKWh, double FacilityKWh, double WaterL, double FullFreeH, double PartialH, double MechanicalH,
    double PeakCoolingShare, long StartMs, long EndMs, IReadOnlyList<Occurrence> Log)
{
    /// <summary>Steps of a quarter of an hour: the longest there are; StepAgreementTests holds them to one second.</summary>
    public const int StepMs = 900_000;

    private const double StepH = StepMs / 3.6e6;

    /// <summary>Cooling energy over IT energy.</summary>
    public double CoolingShare => CoolingKWh / ItKWh;

    /// <summary>Annual PUE with the power chain as the model has it.</summary>
    public double Pue => FacilityKWh / ItKWh;

    /// <summary>Litres per kWh of IT.</summary>
    public double Wue => WaterL / ItKWh;

    /// <param name="load">Utilisation set on every rack; null: the standing work of six tenths.</param>
    public static PlantYear Run(PlantSpec plant, WeatherSeries weather, double? load = 1, RackClass? rack = null)
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(weather.Site.UtcOffsetH)).ToUnixTimeMilliseconds();
        var racks = rack ?? RackOf(plant.Kind);
        var site = new Site(Site.Center1(plant.Kind, racks, racks: 8, work: Site.Flat60, plantSpec: plant), weather, StepMs, start);
        if (load is { } set)
        {
            site.Events = [site.Event(EventKind.RackLoad, 0, magnitude: set)];
        }

        double it = 0, cooling = 0, facility = 0, water = 0, full = 0, partial = 0, mechanical = 0, peak = 0;
        while (site.NowMs < start + (365L * 24 * 3_600_000))
        {
            var r = site.Step();
            it += r[Quantity.ItKw] * StepH;
            cooling += r[Quantity.CoolingKw] * StepH;
            facility += r.FacilityKw * StepH;
            water += r[Quantity.WaterLph] * StepH;
            full += r[Quantity.RacksFullFree] / 8 * StepH;
            partial += r[Quantity.RacksPartialFree] / 8 * StepH;
            mechanical += r[Quantity.RacksMechanical] / 8 * StepH;
            peak = Math.Max(peak, r[Quantity.CoolingKw] / r[Quantity.ItKw]);
        }

        return new PlantYear(it, cooling, facility, water, full, partial, mechanical, peak, start, site.NowMs, site.Log);
    }

    /// <summary>Racks as the plant suits them: four fifths of the heat to liquid where it goes to the chip, all of it in a tank.</summary>
    private static RackClass RackOf(PlantKind plant) => plant switch
    {
        PlantKind.DirectToChip => new RackClass { Name = "liquid", DesignKw = 40, LiquidShare = 0.8 },
        PlantKind.Immersion => new RackClass { Name = "tank", DesignKw = 100, LiquidShare = 1, Fans = FanProfile.None },
        _ => new RackClass { Name = "standard", DesignKw = 2.5 },
    };
}
