using Twin.Model.Weather;

namespace Twin.Engine.Weather;

/// <summary>A year of weather from whichever file the user brings: EPW or Open-Meteo JSON, plain or gzipped, told apart by content.</summary>
public static class WeatherFile
{
    /// <summary>
    /// Reads a file.
    /// <exception cref="InputFileException">The file cannot be read, is of no known kind or no sound year; the message says where and how to mend it.</exception>
    /// </summary>
    public static WeatherSeries Read(string path)
    {
        string text = InputText.Read(path);
        ReadOnlySpan<char> start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        bool json = start.Length > 0 && start[0] is '{' or '[';
        return json ? OpenMeteoFile.Parse(text, path) : EpwFile.Parse(text, path);
    }
}
