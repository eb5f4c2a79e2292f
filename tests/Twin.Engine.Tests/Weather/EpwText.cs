using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Twin.Engine.Tests.Weather;

/// <summary>A sound EPW year that tests make unsound, a line or a field at a time.</summary>
public sealed class EpwText
{
    /// <summary>Line number of the first hour.</summary>
    public const int FirstRow = 9;

    private readonly List<string> lines;

    public EpwText(bool leap = false)
    {
        lines =
        [
            "LOCATION,Testing,Shanxi,CHN,made for tests,000000,40.10,113.33,8.0,1067.2",
            "DESIGN CONDITIONS,0",
            "TYPICAL/EXTREME PERIODS,0",
            "GROUND TEMPERATURES,0",
            "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
            "COMMENTS 1,",
            "COMMENTS 2,",
            "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31",
        ];
        var hour = new DateTime(leap ? 2024 : 2023, 1, 1);
        int count = leap ? 8784 : 8760;
        for (int i = 0; i < count; i++, hour = hour.AddHours(1))
        {
            double sun = Math.Max(0, Math.Sin((hour.Hour - 5.5) / 12 * Math.PI));
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"2005,{hour.Month},{hour.Day},{hour.Hour + 1},0,?9,{5 + (hour.Hour / 2.0):F1},-2.0,{60 - hour.Hour},89300,9999,9999,250,{800 * sun:F0},{500 * sun:F0},{300 * sun:F0},999900,999900,999900,99990,180,2.5,4,4,999.0,999,9,999999999,0,0.0000,0,88,999.000,999.0,99.0"));
        }
    }

    /// <summary>Replaces a field of a line; both count from 1.</summary>
    public EpwText With(int line, int field, string value)
    {
        string[] fields = lines[line - 1].Split(',');
        fields[field - 1] = value;
        lines[line - 1] = string.Join(',', fields);
        return this;
    }

    public EpwText WithColumn(int field, string value)
    {
        for (int line = FirstRow; line <= lines.Count; line++)
        {
            With(line, field, value);
        }

        return this;
    }

    public EpwText WithLine(int line, string text)
    {
        lines[line - 1] = text;
        return this;
    }

    public EpwText Without(int line, int count = 1)
    {
        lines.RemoveRange(line - 1, count);
        return this;
    }

    public EpwText Doubled(int line)
    {
        lines.Insert(line - 1, lines[line - 1]);
        return this;
    }

    public byte[] Bytes(string ending = "\n") => Encoding.UTF8.GetBytes(string.Join(ending, lines) + ending);

    public static byte[] Zipped(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(plain);
        }

        return zipped.ToArray();
    }
}
