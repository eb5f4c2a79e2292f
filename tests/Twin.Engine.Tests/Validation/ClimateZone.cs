using Twin.Model.Weather;

namespace Twin.Engine.Tests.Validation;

/// <summary>
/// The climate zone of a weather year by ANSI/ASHRAE Standard 169-2013, annex A: degree days from the year's own hours, and
/// the moisture rule for places whose rain falls in summer. Marine zones are left out: they need a dry summer, which no
/// place under the monsoon has.
/// </summary>
internal static class ClimateZone
{
    /// <summary>
    /// Annual rain and snow, mm, by station: CSWD files carry none. Normals of the China Meteorological Administration,
    /// recalled and rounded; only their place above or below the dry limit counts, and Beijing, Tianjin, Xi'an and Xining
    /// lie within a tenth of it.
    /// </summary>
    private static readonly Dictionary<string, double> AnnualRainMm = new()
    {
        ["Beijing"] = 550, ["Guangzhou"] = 1900, ["Guiyang"] = 1100, ["Haikou"] = 1700, ["Huailai"] = 380, ["Harbin"] = 540,
        ["Dongsheng"] = 370, ["Hohhot"] = 400, ["Huade"] = 310, ["Yanchi"] = 290, ["Yinchuan"] = 190, ["Xining"] = 400,
        ["Xian"] = 550, ["Shanghai"] = 1200, ["Datong"] = 380, ["Chengdu"] = 900, ["Tianjin"] = 540, ["Hangzhou"] = 1440,
    };

    public static string Of(string station, WeatherSeries weather)
    {
        double heatingKd = 0, coolingKd = 0, sum = 0;
        for (var day = 0; day < 365; day++)
        {
            double mean = 0;
            foreach (var hour in weather.Hours.Slice(day * 24, 24))
            {
                mean += hour.DryBulbC / 24;
            }

            heatingKd += Math.Max(0, 18 - mean);
            coolingKd += Math.Max(0, mean - 10);
            sum += mean;
        }

        // Seven tenths or more of the rain from April to September, as everywhere here: dry below 20·(annual mean + 14) mm.
        var letter = AnnualRainMm[station] < 20 * ((sum / 365) + 14) ? "B" : "A";
        return (coolingKd, heatingKd) switch
        {
            ( > 6000, _) => "0" + letter,
            ( > 5000, _) => "1" + letter,
            ( > 3500, _) => "2" + letter,
            (_, <= 2000) => "3" + letter,
            (_, <= 3000) => "4" + letter,
            (_, <= 4000) => "5" + letter,
            (_, <= 5000) => "6" + letter,
            (_, <= 7000) => "7",
            _ => "8",
        };
    }
}
