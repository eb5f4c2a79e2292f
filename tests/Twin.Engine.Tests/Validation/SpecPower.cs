using System.Globalization;
using System.Text;
using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>One published SPECpower_ssj2008 system.</summary>
/// <param name="FullW">Average power at full target load, W.</param>
/// <param name="IdleW">Average power at active idle, W.</param>
internal sealed record SpecPower(string System, double FullW, double IdleW, int Chips, int Year)
{
    /// <summary>Those with two sockets of 2017 to 2021: what cloud halls of today are filled with.</summary>
    public static IReadOnlyList<SpecPower> RecentTwoSocket => [.. All().Where(s => s.Chips == 2 && s.Year >= 2017)];

    public double IdleShare => IdleW / FullW;

    /// <summary>All rows whose figures can be read.</summary>
    public static IEnumerable<SpecPower> All()
    {
        foreach (var line in File.ReadLines(SharedData.PathOf("server-power/specpower_to_2021.csv")).Skip(1))
        {
            var cells = Cells(line);
            if (cells.Count >= 16
                && double.TryParse(cells[5], out var full) && double.TryParse(cells[6], out var idle)
                && double.TryParse(cells[8], out var chips)
                && DateTime.TryParseExact(cells[15], "MMM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var published))
            {
                yield return new SpecPower(cells[3], full, idle, (int)chips, published.Year);
            }
        }
    }

    /// <summary>The share that a part of systems does not exceed.</summary>
    public static double Quantile(IReadOnlyList<SpecPower> systems, double part)
    {
        var sorted = systems.Select(s => s.IdleShare).Order().ToArray();
        return sorted[(int)Math.Round(part * (sorted.Length - 1))];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
