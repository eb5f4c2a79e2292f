using Twin.Engine.Weather;
using Twin.Model;
using Twin.Model.Tests.DataCenters;
using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>
/// Annual PUE of Lei and Masanet (Resources, Conservation and Recycling 182, 2022; model output, 5th to 95th percentile) by
/// climate zone and cooling, where ours is of the same size, zone and plant. Their large-scale cases alone fit: fresh air with
/// adiabatic stage, and water-cooled chillers with water-side economizers. The waterless, the indirect evaporative and both
/// liquid plants have no counterpart among their cases: they are without a reference.
/// </summary>
internal static class PueBands
{
    /// <param name="Ours">Our annual PUE, whole facility with its power chain.</param>
    public readonly record struct Case(string Station, string Zone, PlantKind Plant, double Ours, double Low, double High)
    {
        public bool Inside => Ours >= Low && Ours <= High;
    }

    public static readonly PlantKind[] Matched = [PlantKind.AirsideEconomizer, PlantKind.ChilledWater];

    public static readonly PlantKind[] WithoutReference =
        [PlantKind.Waterless, PlantKind.IndirectEvaporative, PlantKind.DirectToChip, PlantKind.Immersion];

    public static readonly Lazy<Case[]> All = new(() => [.. Stations().SelectMany(Cases)]);

    private static IEnumerable<string> Stations() => Directory.GetFiles(SharedData.PathOf("weather"), "*.epw.gz").Order(StringComparer.Ordinal);

    private static IEnumerable<Case> Cases(string file)
    {
        // CHN_Hebei.Huailai.544050_CSWD.epw.gz
        var station = Path.GetFileName(file).Split('.')[^4];
        var weather = WeatherFile.Read(file);
        var zone = ClimateZone.Of(station, weather);
        foreach (var plant in Matched)
        {
            var size = plant == PlantKind.AirsideEconomizer ? "1" : "2";
            var band = SharedData.Rows("pue/lei_masanet_bands.csv").Where(r => r[2] == zone && r[3] == size).ToDictionary(r => r[4], r => double.Parse(r[0]));

            // Six tenths of work: some eight tenths of the design power, as a large and busy site has.
            var ours = PlantYear.Run(new PlantSpec { Kind = plant }, weather, 0.6).Pue;
            yield return new Case(station, zone, plant, ours, band["5th"], band["95th"]);
        }
    }
}
