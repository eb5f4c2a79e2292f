using Twin.Engine.Weather;
using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Engine.Tests.Weather;

public class EpwFileTests
{
    [Fact]
    public void A_sound_file_gives_its_year_as_it_stands()
    {
        WeatherSeries series = Read(new EpwText());
        series.Site.ShouldBe(new WeatherSite("Testing", 40.10, 113.33, 1067.2, 8));
        series.Notes.ShouldBeEmpty();
        series.Hours.Length.ShouldBe(8760);
        WeatherHour noon = series.Hours[12];
        noon.ShouldBe(new WeatherHour(11, 48, 89_300, 2.5, 793, 496, 297, 4));

        // Row "hour 13" is the interval that ends at 13:00 in China, 05:00 UTC.
        double ends = DateTimeOffset.Parse("2025-01-01T05:00:00Z").ToUnixTimeSeconds();
        series.At(ends).DryBulbC.ShouldBe(11, 1e-9);
        series.At(ends - 1800).GhiWm2.ShouldBe(793, 1e-9);
    }

    [Fact]
    public void Zip_line_ends_blanks_and_a_leap_year_make_no_difference()
    {
        byte[] plain = new EpwText().Bytes();
        WeatherHour[] expected = Read(plain).Hours.ToArray();
        Read(EpwText.Zipped(plain)).Hours.ToArray().ShouldBe(expected);
        Read(new EpwText().Bytes("\r\n")).Hours.ToArray().ShouldBe(expected);
        Read(new EpwText().Bytes(" \n")).Hours.ToArray().ShouldBe(expected);
        Read([.. "\uFEFF"u8, .. plain, .. "\n\n"u8]).Hours.ToArray().ShouldBe(expected);
        Read(new EpwText(leap: true)).Hours.Length.ShouldBe(8784);
    }

    [Fact]
    public void Humidity_above_saturation_is_held_and_noted()
    {
        WeatherSeries series = Read(new EpwText().With(20, 9, "104").With(21, 9, "101"));
        series.Hours[11].RhPct.ShouldBe(100);
        series.Notes.ShouldBe([new WeatherNote("relative humidity", "above 100 %, held at 100 %", 2)]);
    }

    [Fact]
    public void Missing_values_are_filled_and_noted()
    {
        EpwText text = new EpwText()
            .With(19, 7, "99.9").With(20, 7, "99.9").With(21, 7, "99.9")
            .With(30, 9, "999").With(31, 9, "999").With(31, 8, "99.9")
            .With(40, 10, "999999").With(41, 10, "999900").With(42, 10, "")
            .With(50, 22, "999").With(51, 22, "999.0")
            .With(60, 14, "9999").With(61, 15, "9999").With(62, 16, "9999").With(63, 23, "99");
        WeatherSeries series = Read(text);
        WeatherSeries whole = Read(new EpwText());
        ReadOnlySpan<WeatherHour> hours = series.Hours;

        double from = hours[9].DryBulbC;
        hours[11].DryBulbC.ShouldBe(from + ((hours[13].DryBulbC - from) / 2), 1e-9);
        hours[21].RhPct.ShouldBe(Psychrometrics.RelativeHumidityOfDewPointPct(hours[21].DryBulbC, -2), 1e-9);
        hours[22].RhPct.ShouldBe((hours[21].RhPct + hours[23].RhPct) / 2, 1e-9);
        hours[31].PressurePa.ShouldBe(Psychrometrics.StandardPressurePa(1067.2));
        hours[41].WindMs.ShouldBe(2.5);
        hours[51].GhiWm2.ShouldBe(whole.Hours[51].GhiWm2);
        hours[52].DniWm2.ShouldBeNull();
        hours[53].DhiWm2.ShouldBeNull();
        hours[54].CloudTenths.ShouldBeNull();
        series.Notes.Select(note => (note.Field, note.Hours)).ShouldBe(
        [
            ("dry bulb", 3), ("relative humidity", 1), ("relative humidity", 1), ("pressure", 3), ("wind speed", 2),
            ("global horizontal radiation", 1), ("direct normal radiation", 1), ("diffuse horizontal radiation", 1),
        ]);
    }

    [Fact]
    public void A_gap_over_new_year_is_closed_in_a_circle()
    {
        WeatherSeries series = Read(new EpwText().With(9, 22, "999").With(8768, 22, "999").With(10, 22, "4.5").With(8767, 22, "1.5"));
        series.Hours[^1].WindMs.ShouldBe(2.5, 1e-9);
        series.Hours[0].WindMs.ShouldBe(3.5, 1e-9);
    }

    public static TheoryData<string, Action<EpwText>, string> Malformed => new()
    {
        { "no EPW", text => text.WithLine(1, "<!DOCTYPE html>"), "year.epw:1:1: An EPW file begins with LOCATION; this one begins with '<!DOCTYPE html>'. Give an EnergyPlus weather file" },
        { "short location", text => text.WithLine(1, "LOCATION,Testing,8.0"), "year.epw:1: The LOCATION line has 3 fields, 10 are needed." },
        { "latitude", text => text.With(1, 7, "140.1"), "year.epw:1:51: The latitude '140.1' is no number from -90 to 90." },
        { "no data periods", text => text.Without(8), "The header has no DATA PERIODS line." },
        { "two periods", text => text.WithLine(8, "DATA PERIODS,2,1,Data,Sunday,1/1,12/31"), "year.epw:8: The file must hold exactly one data period." },
        { "half hours", text => text.WithLine(8, "DATA PERIODS,1,2,Data,Sunday,1/1,12/31"), "The file has 2 records per hour; one is needed." },
        { "row missing", text => text.Without(100), "year.epw:100:6: Month 1, day 4, hour 20 should stand here, but it is 1, 4, 21. Each hour of the year" },
        { "row doubled", text => text.Doubled(100), "year.epw:101:6: Month 1, day 4, hour 21 should stand here, but it is 1, 4, 20." },
        { "torn off", text => text.Without(8000, 769), "The file ends after 7991 hours; a year has 8760 or 8784." },
        { "too long", text => text.Doubled(8768), "year.epw:8769: The rows go on after hour 24 of 31 December." },
        { "hour 0", text => text.With(9, 4, "0"), "year.epw:9:6: Month 1, day 1, hour 1 should stand here, but it is 1, 1, 0. Hours count from 1 to 24" },
        { "torn row", text => text.WithLine(5000, "2005,7,27,24,0,?9,17.0,-2.0,40"), "year.epw:5000: The row has 9 fields, 35 are needed. The line may be torn" },
        { "no date", text => text.With(5000, 2, "July"), "year.epw:5000:6: The month 'July' is no whole number." },
        { "words", text => text.With(5000, 7, "warm"), "The dry bulb 'warm' is no number. Give it in °C" },
        { "NaN", text => text.With(5000, 7, "NaN"), "The dry bulb 'NaN' is no number." },
        { "kelvin", text => text.With(5000, 7, "-273.1"), "The dry bulb of -273.1 °C lies outside -70 to 60 °C. Correct it, or give 99.9 if it is missing." },
        { "humidity", text => text.With(5000, 9, "140"), "The relative humidity of 140 % lies outside 0 to 110 %." },
        { "hectopascal", text => text.With(5000, 10, "893"), "The pressure of 893 Pa lies outside 31000 to 120000 Pa." },
        { "sea level", text => text.WithColumn(10, "101325"), "The pressure of 101325 Pa does not fit the header's elevation of 1067.2 m (about 89144 Pa). Pressure must be the station's own" },
        { "wind", text => text.With(5000, 22, "-1"), "The wind speed of -1 m/s lies outside 0 to 113 m/s." },
        { "no wind", text => text.WithColumn(22, "999"), "year.epw: No hour has a wind speed." },
        { "long gap", text => Enumerable.Range(2000, 73).ToList().ForEach(line => text.With(line, 7, "99.9")), "Dry bulb is missing for 73 hours from hour 1992 of the year; at most 72 are interpolated." },
        { "no sun", text => text.WithColumn(14, "9999"), "Global horizontal radiation is missing at this time of day for a fortnight around hour 1 of the year." },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_file_is_refused_with_place_reason_and_cure(string what, Action<EpwText> spoil, string message)
    {
        var text = new EpwText();
        spoil(text);
        Should.Throw<InputFileException>(() => Read(text), what).Message.ShouldContain(message);
    }

    [Fact]
    public void Files_that_are_no_text_or_not_there_are_refused_too()
    {
        Should.Throw<InputFileException>(() => Read([])).Message.ShouldContain("empty");
        Should.Throw<InputFileException>(() => Read([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).Message.ShouldContain("does not unzip");
        byte[] zipped = EpwText.Zipped(new EpwText().Bytes());
        Should.Throw<InputFileException>(() => Read(zipped[..(zipped.Length / 2)]));
        Should.Throw<InputFileException>(() => EpwFile.Read("no/such/file.epw")).Message.ShouldContain("no/such/file.epw: The file cannot be read");
        Should.Throw<InputFileException>(() => Read(EpwText.Zipped(new byte[InputText.MostBytes + 1]))).Message.ShouldContain("more than 64 MiB");
    }

    private static WeatherSeries Read(EpwText text) => Read(text.Bytes());

    private static WeatherSeries Read(byte[] bytes) => EpwFile.Read(new MemoryStream(bytes), "year.epw");
}
