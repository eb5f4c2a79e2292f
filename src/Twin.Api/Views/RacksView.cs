using System.ComponentModel;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Racks by column; place i of every column is rack from + i, named r-00417 for index 417.</summary>
internal sealed record RacksView(
    string DataCenter, long Tick, DateTime Time,
    [property: Description("Racks of the data center.")] int Total,
    int From,
    PlantMode Mode,
    IReadOnlyList<HallView> Halls,
    [property: Description("Inlet air, °C.")] float?[] InletC,
    [property: Description("Power of servers with their fans, kW.")] float?[] PowerKw,
    [property: Description("Utilisation, 0 to 1.")] float?[] Load,
    [property: Description("Silicon, °C.")] float?[] SiliconC,
    [property: Description("Flags, added up: 1 absent, 2 fault, 4 shut down, 8 throttled; 0 is well.")] int[] Status)
{
    public static RacksView Of(RackPage page) => new(
        page.DataCenter.Value, page.Tick, Wire.Time(page.TimeMs), page.Total, page.From, page.Mode, page.Halls,
        Finite(page.InletC), Finite(page.PowerKw), Finite(page.Load), Finite(page.SiliconC), Array.ConvertAll(page.Status, s => (int)s));

    private static float?[] Finite(float[] column) => Array.ConvertAll(column, v => float.IsFinite(v) ? v : (float?)null);
}
