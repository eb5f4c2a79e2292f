using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>A rack in a table.</summary>
internal sealed record RackLine(int Index, string Hall, float InletC, float PowerKw, float Load, float SiliconC, byte Status)
{
    // ASHRAE's recommended and allowable (class A1) inlet limits, as the floor colours them.
    private const float RecommendedC = 27, AllowableC = 32;

    public static IEnumerable<RackLine> Of(RackPage page)
    {
        var hall = 0;
        for (var i = 0; i < page.InletC.Length; i++)
        {
            var index = page.From + i;
            while (hall + 1 < page.Halls.Count && page.Halls[hall + 1].First <= index)
            {
                hall++;
            }

            yield return new RackLine(index, page.Halls[hall].Name, page.InletC[i], page.PowerKw[i], page.Load[i], page.SiliconC[i], page.Status[i]);
        }
    }

    /// <summary>Racks by number, name, hall or state; all where nothing is wanted.</summary>
    public static RackLine[] Found(RackLine[] rows, string wanted) => wanted.Trim() is not { Length: > 0 } text ? rows :
    [
        .. rows.Where(r => NodePath.RackName(r.Index).Contains(text, StringComparison.OrdinalIgnoreCase) || r.Hall.Contains(text, StringComparison.OrdinalIgnoreCase)
            || State(r.Status).Contains(text, StringComparison.OrdinalIgnoreCase)),
    ];

    public static RackLine[] Ordered(RackLine[] rows, string? by, bool down)
    {
        Func<RackLine, double> key = by switch
        {
            "inlet" => r => r.InletC, "power" => r => r.PowerKw, "load" => r => r.Load, "silicon" => r => r.SiliconC, "state" => r => r.Status, _ => r => r.Index,
        };
        return down ? [.. rows.OrderByDescending(key).ThenBy(r => r.Index)] : [.. rows.OrderBy(key).ThenBy(r => r.Index)];
    }

    public static string State(byte status) => (status & RackStatus.Fault) != 0 ? Words.Say("center.rack.fault")
        : (status & RackStatus.ShutDown) != 0 ? Words.Say("center.rack.shutDown")
        : (status & RackStatus.Throttled) != 0 ? Words.Say("center.rack.throttled") : Words.Say("center.rack.runs");

    public static string Level(float inletC) => inletC > AllowableC ? "at-red" : inletC > RecommendedC ? "at-amber" : "";
}
