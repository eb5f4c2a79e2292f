using Twin.Model.Tests.Weather;
using Twin.Model.Weather;

namespace Twin.Model.Tests.DataCenters;

/// <summary>MODELS §4.5: annual PUE, litres per kWh and highest hourly PUE of six plants at twelve sites, as an independent quick model gave them.</summary>
internal static class PlantTable
{
    /// <summary>One cell; the table gives no peak for some of its immersion cells, and rounds to a thousandth and a hundredth.</summary>
    public readonly record struct Cell(double Pue, double Wue, double? PeakPue = null);

    /// <summary>Power chain and the rest of the house over IT, as the table adds it.</summary>
    public static double Rest(PlantKind plant) => plant == PlantKind.Immersion ? 0.030 : 0.055;

    /// <summary>In the order of <see cref="Kinds"/>.</summary>
    private static readonly (string Site, Cell[] Cells)[] Rows =
    [
        ("Datong", [new(1.102, 0, 1.29), new(1.105, 0.16, 1.16), new(1.150, 1.76, 1.30), new(1.085, 0.03, 1.21), new(1.077, 0.03, 1.10), new(1.052, 0)]),
        ("Horinger", [new(1.101, 0, 1.29), new(1.105, 0.15, 1.15), new(1.146, 1.74, 1.29), new(1.084, 0.03, 1.19), new(1.077, 0.03, 1.09), new(1.052, 0)]),
        ("Huailai", [new(1.111, 0, 1.30), new(1.108, 0.23, 1.19), new(1.165, 1.85, 1.31), new(1.088, 0.06, 1.27), new(1.078, 0.05, 1.10), new(1.053, 0)]),
        ("Zhangbei", [new(1.093, 0, 1.24), new(1.103, 0.07, 1.13), new(1.137, 1.66, 1.28), new(1.083, 0.00, 1.14), new(1.076, 0.01, 1.09), new(1.052, 0)]),
        ("Qingyang", [new(1.099, 0, 1.27), new(1.106, 0.13, 1.15), new(1.154, 1.82, 1.30), new(1.084, 0.01, 1.19), new(1.077, 0.03, 1.09), new(1.053, 0)]),
        ("Zhongwei", [new(1.106, 0, 1.29), new(1.106, 0.19, 1.16), new(1.154, 1.81, 1.30), new(1.085, 0.04, 1.20), new(1.077, 0.04, 1.10), new(1.053, 0)]),
        ("Gui'an", [new(1.107, 0, 1.27), new(1.110, 0.20, 1.17), new(1.190, 1.98, 1.31), new(1.087, 0.02, 1.22), new(1.079, 0.04, 1.10), new(1.054, 0)]),
        ("Shaoguan", [new(1.151, 0, 1.32), new(1.130, 0.38, 1.25), new(1.239, 2.18, 1.35), new(1.126, 0.22, 1.31), new(1.085, 0.08, 1.11), new(1.056, 0)]),
        ("Tianfu", [new(1.121, 0, 1.29), new(1.117, 0.26, 1.21), new(1.210, 2.06, 1.33), new(1.100, 0.07, 1.29), new(1.081, 0.05, 1.11), new(1.055, 0)]),
        ("Chongqing", [new(1.139, 0, 1.32), new(1.124, 0.33, 1.25), new(1.227, 2.13, 1.35), new(1.115, 0.16, 1.31), new(1.083, 0.07, 1.11), new(1.056, 0)]),
        ("Wuhu", [new(1.132, 0, 1.31), new(1.122, 0.28, 1.25), new(1.210, 2.06, 1.36), new(1.112, 0.14, 1.31), new(1.082, 0.06, 1.11), new(1.055, 0)]),
        ("YRD-demo", [new(1.131, 0, 1.31), new(1.121, 0.28, 1.25), new(1.210, 2.06, 1.35), new(1.110, 0.13, 1.30), new(1.082, 0.06, 1.11), new(1.055, 0)]),
    ];

    public static readonly PlantKind[] Kinds =
        [PlantKind.Waterless, PlantKind.IndirectEvaporative, PlantKind.ChilledWater, PlantKind.AirsideEconomizer, PlantKind.DirectToChip, PlantKind.Immersion];

    public static IEnumerable<string> Sites => Rows.Select(r => r.Site);

    public static Cell Of(string site, PlantKind plant) => Rows.Single(r => r.Site == site).Cells[Array.IndexOf(Kinds, plant)];

    /// <summary>Our year at full load, with our weather from the same normals. The table's quick model has no limit on the dew point; nor has this.</summary>
    public static PlantYear Ours(string site, PlantKind plant) =>
        Years.GetOrAdd((site, plant), key => PlantYear.Run(new PlantSpec { Kind = key.Plant, DewPointLimitC = 99 }, Weather(key.Site)));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string Site, PlantKind Plant), PlantYear> Years = new();

    public static double Pue(PlantKind plant, PlantYear year) => 1 + Rest(plant) + year.CoolingShare;

    public static WeatherSeries Weather(string site) => WeatherSynthesis.Year(Climate.Of(site).Normals, 1, 2025);
}
