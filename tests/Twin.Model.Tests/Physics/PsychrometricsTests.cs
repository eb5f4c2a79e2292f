using Twin.Model.Physics;
using Twin.Tests;

namespace Twin.Model.Tests.Physics;

public class PsychrometricsTests
{
    // The vectors of MODELS.md 2.3, so that something is checked where the shared data is absent.
    [Theory]
    [InlineData(25, 3169.7)]
    [InlineData(5, 872.6)]
    [InlineData(-5, 401.74)]
    [InlineData(-20, 103.24)]
    public void Saturation_pressure(double celsius, double pascal) =>
        (Psychrometrics.SaturationPressurePa(celsius) / pascal).ShouldBe(1.0, 3e-4);

    [Fact]
    public void Wet_bulb_and_humidity_ratio()
    {
        Psychrometrics.WetBulbC(7, 61, 100_000).ShouldBe(3.9267, 1e-3);
        (Psychrometrics.HumidityRatioOfWetBulb(30, 25, 95_461) / 0.019228).ShouldBe(1.0, 3e-4);
        (Psychrometrics.HumidityRatioOfWetBulb(-1, -5, 95_461) / 0.0012040).ShouldBe(1.0, 3e-4);
        Psychrometrics.WetBulbC(35, 30, Psychrometrics.StandardPressurePa(1060)).ShouldBe(21.02, 0.01);
        Psychrometrics.WetBulbC(35, 30, Psychrometrics.StandardPressurePa(1421)).ShouldBe(20.85, 0.01);
    }

    [SharedDataFact]
    public void All_of_PsychroLibs_assertions_hold()
    {
        int count = 0;
        foreach (string[] row in SharedData.Rows("psychrometrics/psychrolib_vectors_si.csv"))
        {
            double[] a = [.. row[2].Split(';').Select(double.Parse)];
            double expected = double.Parse(row[3]);
            double tolerance = row[4].Length > 0 ? double.Parse(row[4]) : Math.Abs(expected) * double.Parse(row[5]);
            double actual = Call(row[1], a);
            Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(tolerance, $"{row[1]}({row[2]}) = {actual}, expected {expected}");

            // Closer still: what PsychroLib itself computes; its own iterations end at 0.001 K.
            double theirs = double.Parse(row[6]);
            Math.Abs(actual - theirs).ShouldBeLessThanOrEqualTo(Math.Max(1e-3, Math.Abs(theirs) * 1e-9), $"{row[1]}({row[2]})");
            count++;
        }

        count.ShouldBe(54);
    }

    [SharedDataFact]
    public void PsychroLibs_results_on_every_third_hour_of_eighteen_stations()
    {
        int count = 0;
        foreach (Hour hour in Hours())
        {
            hour.Differs(hour.PressurePa).ShouldBeNull();
            count++;
        }

        count.ShouldBe(22_496);
    }

    [SharedDataFact]
    public void Sea_level_pressure_on_the_plateau_fails_the_same_test()
    {
        Hour[] xining = [.. Hours().Where(hour => hour.Station == "Qinghai.Xining.528660")];
        Hour[] shanghai = [.. Hours().Where(hour => hour.Station == "Shanghai.Shanghai.583620")];
        xining.Count(hour => hour.Differs(Psychrometrics.SeaLevelPa) is not null).ShouldBe(xining.Length);
        double worst = xining.Max(hour => Math.Abs(Psychrometrics.WetBulbC(hour.DryBulbC, hour.RhPct, Psychrometrics.SeaLevelPa) - hour.WetBulbC));
        worst.ShouldBeGreaterThan(1.0);
        shanghai.Length.ShouldBe(1250);
    }

    [Fact]
    public void Wet_bulb_lies_between_dew_point_and_dry_bulb_and_gives_back_the_humidity()
    {
        for (int i = 0; i < 20_000; i++)
        {
            double dryBulb = -60 + (130 * Chance.Uniform(1, 0, 0, i));
            double rh = 100 * Chance.Uniform(1, 0, 1, i);
            double pressure = 55_000 + (50_000 * Chance.Uniform(1, 0, 2, i));
            double wetBulb = Psychrometrics.WetBulbC(dryBulb, rh, pressure);
            double dewPoint = Psychrometrics.DewPointC(dryBulb, rh);
            string where = $"at {dryBulb} °C, {rh} %, {pressure} Pa";
            wetBulb.ShouldBeInRange(dewPoint - 1e-6, dryBulb + 1e-6, where);
            double ratio = Psychrometrics.HumidityRatio(dryBulb, rh, pressure);
            if (Math.Abs(wetBulb) > 0.001)
            {
                Psychrometrics.HumidityRatioOfWetBulb(dryBulb, wetBulb, pressure).ShouldBe(ratio, Math.Max(ratio * 1e-6, 1e-9), where);
            }

            if (dewPoint > -99 && dewPoint < dryBulb)
            {
                Psychrometrics.RelativeHumidityOfDewPointPct(dryBulb, dewPoint).ShouldBe(rh, 1e-6, where);
            }
        }
    }

    [Fact]
    public void Saturated_air_has_one_temperature_and_dry_hot_air_a_wet_bulb()
    {
        Psychrometrics.WetBulbC(20, 100, 101_325).ShouldBe(20, 1e-5);
        Psychrometrics.WetBulbC(-10, 100, 101_325).ShouldBe(-10, 1e-5);
        Psychrometrics.WetBulbC(150, 1, 101_325).ShouldBeInRange(40, 60);
        Psychrometrics.DewPointC(20, 0).ShouldBe(Psychrometrics.LowestC);
    }

    [Theory]
    [InlineData(293.15, 50, 101_325, "kelvin")]
    [InlineData(20, 101, 101_325, "clamp")]
    [InlineData(20, -1, 101_325, "percent")]
    [InlineData(20, 50, 1013.25, "hPa")]
    [InlineData(150, 50, 101_325, "vapour pressure")]
    [InlineData(double.NaN, 50, 101_325, "dry bulb")]
    public void The_edge_refuses_what_is_no_air_and_says_why(double dryBulbC, double rhPct, double pressurePa, string hint) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Psychrometrics.Check(dryBulbC, rhPct, pressurePa)).Message.ShouldContain(hint);

    private static double Call(string function, double[] a) => function switch
    {
        "GetTKelvinFromTCelsius" => a[0] + Psychrometrics.ZeroCelsiusK,
        "GetTCelsiusFromTKelvin" => a[0] - Psychrometrics.ZeroCelsiusK,
        "GetSatVapPres" => Psychrometrics.SaturationPressurePa(a[0]),
        "GetSatAirEnthalpy" => Psychrometrics.SaturationEnthalpyJkg(a[0], a[1]),
        "GetTDewPointFromVapPres" => Psychrometrics.SaturationTemperatureC(a[1]),
        "GetTWetBulbFromRelHum" => Psychrometrics.WetBulbC(a[0], 100 * a[1], a[2]),
        "GetHumRatioFromVapPres" => Psychrometrics.HumidityRatioOfVapour(a[0], a[1]),
        "GetVapPresFromHumRatio" => Psychrometrics.VapourPressureOfHumidityRatioPa(a[0], a[1]),
        "GetVapPresFromRelHum" => Psychrometrics.VapourPressurePa(a[0], 100 * a[1]),
        "GetRelHumFromVapPres" => Psychrometrics.RelativeHumidityPct(a[0], a[1]) / 100,
        "GetHumRatioFromTWetBulb" => Psychrometrics.HumidityRatioOfWetBulb(a[0], a[1], a[2]),
        "GetTWetBulbFromHumRatio" => Psychrometrics.WetBulbOfHumidityRatioC(a[0], a[1], a[2]),
        "GetDryAirEnthalpy" => Psychrometrics.EnthalpyJkg(a[0], 0),
        "GetDryAirVolume" => Psychrometrics.SpecificVolumeM3kg(a[0], 0, a[1]),
        "GetDryAirDensity" => Psychrometrics.DensityKgM3(a[0], 0, a[1]),
        "GetTDryBulbFromEnthalpyAndHumRatio" => Psychrometrics.DryBulbOfEnthalpyC(a[0], a[1]),
        "GetHumRatioFromEnthalpyAndTDryBulb" => Psychrometrics.HumidityRatioOfEnthalpy(a[0], a[1]),
        "GetMoistAirEnthalpy" => Psychrometrics.EnthalpyJkg(a[0], a[1]),
        "GetMoistAirVolume" => Psychrometrics.SpecificVolumeM3kg(a[0], a[1], a[2]),
        "GetMoistAirDensity" => Psychrometrics.DensityKgM3(a[0], a[1], a[2]),
        "GetTDryBulbFromMoistAirVolumeAndHumRatio" => Psychrometrics.DryBulbOfSpecificVolumeC(a[0], a[1], a[2]),
        "GetStandardAtmPressure" => Psychrometrics.StandardPressurePa(a[0]),
        "GetStandardAtmTemperature" => Psychrometrics.StandardTemperatureC(a[0]),
        "GetSeaLevelPressure" => Psychrometrics.SeaLevelPressurePa(a[0], a[1], a[2]),
        "GetStationPressure" => Psychrometrics.StationPressurePa(a[0], a[1], a[2]),
        "GetSpecificHumFromHumRatio" => Psychrometrics.SpecificHumidity(a[0]),
        "GetHumRatioFromSpecificHum" => Psychrometrics.HumidityRatioOfSpecificHumidity(a[0]),
        _ => throw new ArgumentException($"The vectors name a function that this test does not know: {function}", nameof(function)),
    };

    private static IEnumerable<Hour> Hours() =>
        SharedData.Rows("psychrometrics/psychrolib_on_epw_hours.csv.gz").Select(row => new Hour(
            row[0],
            double.Parse(row[4]),
            double.Parse(row[5]),
            double.Parse(row[6]),
            double.Parse(row[7]),
            double.Parse(row[8]),
            double.Parse(row[9]),
            double.Parse(row[10]),
            double.Parse(row[11])));

    private sealed record Hour(
        string Station,
        double DryBulbC,
        double RhPct,
        double PressurePa,
        double WetBulbC,
        double DewPointC,
        double Ratio,
        double EnthalpyJkg,
        double DensityKgM3)
    {
        /// <summary>The first value outside the tolerances of the data's README, or null.</summary>
        public string? Differs(double pressurePa)
        {
            double ratio = Psychrometrics.HumidityRatio(DryBulbC, RhPct, pressurePa);
            return Off("wet bulb", Psychrometrics.WetBulbC(DryBulbC, RhPct, pressurePa), WetBulbC, 0.01)
                ?? Off("dew point", Psychrometrics.DewPointC(DryBulbC, RhPct), DewPointC, 0.01)
                ?? Off("humidity ratio", ratio, Ratio, 0.001 * Ratio)
                ?? Off("enthalpy", Psychrometrics.EnthalpyJkg(DryBulbC, ratio), EnthalpyJkg, 30)
                ?? Off("density", Psychrometrics.DensityKgM3(DryBulbC, ratio, pressurePa), DensityKgM3, 0.001 * DensityKgM3);
        }

        private string? Off(string what, double ours, double theirs, double tolerance) =>
            Math.Abs(ours - theirs) <= tolerance ? null : $"{Station} {DryBulbC} °C {RhPct} %: {what} {ours}, PsychroLib {theirs}";
    }
}
