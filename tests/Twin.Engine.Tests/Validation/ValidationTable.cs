using System.Globalization;
using System.Text;
using Twin.Engine.Weather;
using Twin.Model;
using Twin.Model.Physics;
using Twin.Model.Tests.DataCenters;
using Twin.Model.Tests.Specs;
using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>What the twin computes beside what others measured or computed: one line each, made anew by every run.</summary>
internal static class ValidationTable
{
    private sealed record Line(string Quantity, string Ours, string Theirs, string Error, string Source);

    /// <summary>The table in Markdown, without an end of line after it.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| quantity | ours | theirs | error | source |\n|---|---|---|---|---|");
        IEnumerable<Line> lines = [.. Air(), .. Stations(), .. Servers(), .. Racks(), .. Plants(), .. Bands(), .. Datong(), .. Hubs()];
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| {line.Quantity} | {line.Ours} | {line.Theirs} | {line.Error} | {line.Source} |");
        }

        return text.ToString();
    }

    private static string F(double value, int digits) => value.ToString("N" + digits, CultureInfo.InvariantCulture);

    private static string Signed(double value, int digits) =>
        F(Math.Abs(value), digits) is var size && size.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? size : (value < 0 ? "−" : "+") + size;

    private static string Percent(double ours, double theirs) => Signed(100 * ((ours / theirs) - 1), 1) + " %";

    private static Line Against(string quantity, double ours, double theirs, int digits, string unit, string source) =>
        new(quantity, $"{F(ours, digits)} {unit}".TrimEnd(), $"{F(theirs, digits)} {unit}".TrimEnd(), Percent(ours, theirs), source);

    private static IEnumerable<Line> Air()
    {
        double wet = 0, dew = 0, ratio = 0;
        var hours = 0;
        foreach (var r in SharedData.Rows("psychrometrics/psychrolib_on_epw_hours.csv.gz"))
        {
            var (t, rh, p) = (double.Parse(r[4]), double.Parse(r[5]), double.Parse(r[6]));
            var w = Psychrometrics.HumidityRatio(t, rh, p);
            wet = Math.Max(wet, Math.Abs(Psychrometrics.WetBulbOfHumidityRatioC(t, w, p) - double.Parse(r[7])));
            dew = Math.Max(dew, Math.Abs(Psychrometrics.DewPointC(t, rh) - double.Parse(r[8])));
            ratio = Math.Max(ratio, Math.Abs((w / double.Parse(r[9])) - 1));
            hours++;
        }

        yield return new($"wet bulb, dew point, humidity ratio over {F(hours, 0)} station hours", "each hour", "each hour",
            $"at most {F(wet, 5)} K, {F(dew, 5)} K, {F(100 * ratio, 4)} %", "PsychroLib (ASHRAE Fundamentals 2017), at station pressure");
    }

    private static IEnumerable<Line> Stations()
    {
        double worst = 0;
        var months = 0;
        foreach (var station in SharedData.Rows("weather/expected_monthly_from_stat.csv").GroupBy(r => r[0]))
        {
            var series = EpwFile.Read(SharedData.PathOf($"weather/CHN_{station.Key}_CSWD.epw.gz"));
            foreach (var row in station)
            {
                var (sum, count) = (0.0, 0);
                for (var h = 0; h < 8760; h++)
                {
                    if (new DateTime(2005, 1, 1).AddHours(h).Month == int.Parse(row[1]))
                    {
                        (sum, count) = (sum + series.Hours[h].DryBulbC, count + 1);
                    }
                }

                worst = Math.Max(worst, Math.Abs((sum / count) - double.Parse(row[4])));
                months++;
            }
        }

        yield return new($"monthly mean temperature, {months} months of 18 stations", "each month", "each month", $"at most {F(worst, 2)} K", "EnergyPlus' summaries of its CSWD files");
    }

    private static IEnumerable<Line> Servers()
    {
        const string Raps = "ExaDigiT RAPS, Frontier's settings";
        var frontier = new Frontier();
        yield return Against("Frontier node at rest", frontier.Node.PowerW(0, 0), 652.306122, 1, "W", Raps + "; 75 points of three systems agree to 1e-6 W");
        yield return Against("Frontier node at full load", frontier.Node.PowerW(1, 1), 2772.714286, 1, "W", Raps);
        yield return Against("Frontier at rest", frontier.SystemMw(0), 7.31, 2, "MW", Raps + ", summed");
        yield return Against("Frontier at its peak", frontier.SystemMw(1), 28.23, 2, "MW", Raps + ", summed");

        var systems = SpecPower.RecentTwoSocket;
        var rest = new RackClass { Name = "default", DesignKw = 1 }.IdleShare;
        var (low, middle, high) = (SpecPower.Quantile(systems, 0.05), SpecPower.Quantile(systems, 0.5), SpecPower.Quantile(systems, 0.95));
        yield return new("power at rest over full power, general servers", F(rest, 2), $"{F(low, 2)} to {F(high, 2)}, median {F(middle, 2)}", rest <= high && rest >= low ? "inside, near its upper end" : "outside",
            $"SPECpower, {systems.Count} two-socket systems of 2017 to 2021, 5th to 95th percentile");
        yield return new("power over load, default curve", "0 to 100 % load", "11 points", $"root mean square {F(100 * SpecPowerTests.DefaultCurveRms, 1)} % of full power",
            "normalised SPECpower shape; ours is Fan, Weber and Barroso's for clusters and bends more");
    }

    private static List<Line> Racks()
    {
        var lines = new List<Line>();
        foreach (var (kw, limitC, minutes) in (ReadOnlySpan<(double, double, double)>)[(2.5, 35, 5.8), (2.5, 40, 16.7), (8, 40, 1.6), (20, 60, 6.3)])
        {
            lines.Add(Against($"{F(kw, 1)} kW rack without cooling, 24 to {limitC} °C", MinutesTo(kw, limitC), minutes, 1, "min", "two-node hall model after Khankari (2011)"));
        }

        foreach (var (fans, name, fromC, toC, rise, source) in (ReadOnlySpan<(FanProfile, string, double, double, double, string)>)
        [
            (FanProfile.Legacy, "one-unit server", 20, 27, 5.2, "IBM rack test, InterPACK 2011 (fitted to it)"),
            (FanProfile.Legacy, "one-unit server", 20, 31, 17, "IBM rack test, InterPACK 2011 (fitted to it)"),
            (FanProfile.Efficient, "two-unit server", 27, 35, 8, "GRC's R410 test, 2016 (fitted to it)"),
            (FanProfile.Efficient, "two-unit server", 27, 37, 12, "GRC's R410 test, 2016 (fitted to it)"),
        ])
        {
            var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 5, Fans = fans }, 0);
            var ours = 100 * ((physics.ExpectedKw(1, toC) / physics.ExpectedKw(1, fromC)) - 1);
            lines.Add(new($"power of a {name}, inlet {fromC} to {toC} °C", $"+{F(ours, 1)} %", $"+{F(rise, 1)} %", $"{Signed(ours - rise, 1)} points", source));
        }

        return lines;
    }

    private static double MinutesTo(double kw, double limitC)
    {
        var rack = new RackClass
        {
            Name = "r", DesignKw = kw, Fans = FanProfile.None, LeakagePerK = 0,
            Limits = new RackLimits { ThrottleInletC = 90, ThrottleSiliconC = 200, ShutdownInletC = 90, ShutdownSiliconC = 200 },
        };
        var physics = new RackPhysics(rack, 0);
        var second = new RackSegment { Seconds = 1, Load = 2, SupplyC = 24, CoolShare = 0, FlowShare = 1, Powered = true };
        var row = new RackRow(24, 24, 24, RackStatus.NoCap | RackStatus.NoLoad, 0);
        var seconds = 0;
        while (row.InletC < limitC && seconds++ < 7200)
        {
            row = RackKernel.StepOne(physics, row, 0, [second], 1, RackAir.Usual, out _);
        }

        return seconds / 60.0;
    }

    private static IEnumerable<Line> Plants()
    {
        const string Source = "independent quick model, full load, weather from the same normals";
        foreach (var plant in PlantTable.Kinds)
        {
            var sites = PlantTable.Sites.Select(s => (Site: s, Ours: PlantTable.Pue(plant, PlantTable.Ours(s, plant)), Theirs: PlantTable.Of(s, plant).Pue)).ToArray();
            var worst = sites.MaxBy(s => Math.Abs(s.Ours - s.Theirs));
            var note = plant == PlantKind.AirsideEconomizer ? "; without the limit on the dew point, which it lacks; it is dearer in humid summers than its own formula" : "";
            yield return new($"annual PUE, {Name(plant)}, 12 sites", $"{F(sites.Min(s => s.Ours), 3)} to {F(sites.Max(s => s.Ours), 3)}", $"{F(sites.Min(s => s.Theirs), 3)} to {F(sites.Max(s => s.Theirs), 3)}",
                $"mean {F(sites.Average(s => Math.Abs(s.Ours - s.Theirs)), 3)}, most {Signed(worst.Ours - worst.Theirs, 3)} ({worst.Site})", Source + note);
        }

        foreach (var plant in (PlantKind[])[PlantKind.IndirectEvaporative, PlantKind.ChilledWater])
        {
            var sites = PlantTable.Sites.Select(s => (Site: s, Ours: PlantTable.Ours(s, plant).Wue, Theirs: PlantTable.Of(s, plant).Wue)).ToArray();
            var worst = sites.MaxBy(s => Math.Abs(s.Ours - s.Theirs));
            yield return new($"annual water, {Name(plant)}, 12 sites", $"{F(sites.Min(s => s.Ours), 2)} to {F(sites.Max(s => s.Ours), 2)} L/kWh", $"{F(sites.Min(s => s.Theirs), 2)} to {F(sites.Max(s => s.Theirs), 2)} L/kWh",
                $"mean {F(sites.Average(s => Math.Abs(s.Ours - s.Theirs)), 2)}, most {Signed(worst.Ours - worst.Theirs, 2)} ({worst.Site})", Source);
        }
    }

    private static string Name(PlantKind plant) => plant switch
    {
        PlantKind.AirsideEconomizer => "fresh air with adiabatic stage",
        PlantKind.IndirectEvaporative => "indirect evaporative",
        PlantKind.Waterless => "waterless",
        PlantKind.ChilledWater => "chilled water with economizer",
        PlantKind.DirectToChip => "direct to chip",
        _ => "immersion",
    };

    private static IEnumerable<Line> Bands()
    {
        const string Source = "Lei and Masanet 2022, large-scale, 5th to 95th percentile by climate zone; model output";
        foreach (var plant in PueBands.Matched)
        {
            var cases = PueBands.All.Value.Where(c => c.Plant == plant).ToArray();
            var outside = cases.Where(c => !c.Inside).Select(c => $"{c.Station} {Signed(c.Ours > c.High ? c.Ours - c.High : c.Ours - c.Low, 4)}");
            yield return new($"annual PUE, {Name(plant)}, 18 stations", $"{F(cases.Min(c => c.Ours), 3)} to {F(cases.Max(c => c.Ours), 3)}", $"{F(cases.Min(c => c.Low), 3)} to {F(cases.Max(c => c.High), 3)}",
                $"{cases.Count(c => c.Inside)} of {cases.Length} inside; {string.Join(", ", outside)}", Source);
        }

        yield return new($"annual PUE, {string.Join(", ", PueBands.WithoutReference.Select(Name))}", "as above", "none", "without a reference", "no published case matches these plants");
    }

    private static IEnumerable<Line> Datong()
    {
        const string Article = "Datong article of 2025";
        var (full, partial, mechanical) = DatongYear.LoggedHours(DatongYear.Waterless.Value);
        var predicted = DatongYear.PredictedHours(w => w.DryBulbC, 19, 2);
        yield return Against("Datong, waterless: full-free hours at 24 °C supply", full, predicted, 0, "h", "hours of the weather file below 19 °C, taken again below 17 °C");
        yield return new("Datong, waterless: hours full-free, partial, mechanical", $"{F(full, 0)}, {F(partial, 0)}, {F(mechanical, 0)} h", "–", "–", "our mode log through the year of the weather file");
        yield return new("Datong: months of natural cooling", $"{F(full / DatongYear.MonthH, 1)} full-free, {F((full + partial) / DatongYear.MonthH, 1)} with partial", "about 10", "theirs lies between", Article + ", which does not say whether compressors rest");
        var colder = DatongYear.Run(PlantKind.Waterless, 19).FullFreeH;
        yield return Against("Datong, waterless: full-free hours lost with 5 K less supply", full - colder, predicted - DatongYear.PredictedHours(w => w.DryBulbC, 14, 2), 0, "h", "the weather file");

        var (wetFull, wetPartial, wetMechanical) = DatongYear.LoggedHours(DatongYear.Evaporative.Value);
        yield return new("Datong, evaporative: hours full-free, partial, mechanical", $"{F(wetFull, 0)}, {F(wetPartial, 0)}, {F(wetMechanical, 0)} h", "–", "–", "our mode log through the year of the weather file");
        var (dry, wet) = (DatongYear.Waterless.Value.Pue, DatongYear.Evaporative.Value.Pue);
        yield return new("Datong: annual PUE, waterless against evaporative", $"{F(dry, 3)} against {F(wet, 3)}", "not higher", Signed(dry - wet, 3) + ", within what the model leaves open (0.005 each)", Article);
        yield return new("Datong: inner fan of the waterless plant", "−45 %", "−45 %", "consistent, an input: not validated", Article);
    }

    private static IEnumerable<Line> Hubs()
    {
        var (datong, racks) = MeanPower.Of("shanxi/datong");
        yield return Against("Datong, mean facility power (workload mix fitted to it)", datong, 490, 0, "MW", "4.3 TWh in 2024, Datong article of 2025");
        yield return Against("Datong, facility power of a standard rack (fitted)", datong * 1000 / racks, 1.50, 2, "kW", "the same over 326,000 racks");
        yield return Against("Zhangjiakou, mean facility power (workload mix fitted to it)", MeanPower.Of("hebei/zhangjiakou").Mw, 937, 0, "MW", "4.071 TWh in the first half of 2025, State Grid");
    }
}
