using Twin.Contracts;
using Twin.Engine.Weather;
using Twin.Model.Weather;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>Each hub's year of weather: the caller's file, else the world's, else a typical year made from its climate.</summary>
internal sealed class WeatherSource
{
    private const long LargestBytes = 64L * 1024 * 1024;

    // About 2 K of air temperature and 3 % of pressure: more, and the file or climate is some other place's.
    private const double ElevationToleranceM = 300;

    private readonly ConfigDocument<ConfigFile<WorldEntry>> _world;
    private readonly WorldOptions _options;
    private readonly Catalogue _catalogue;
    private readonly WorldSources _sources;
    private readonly long _startMs;

    public WeatherSource(
        ConfigDocument<ConfigFile<WorldEntry>> world, WorldOptions options, Catalogue catalogue, WorldSources sources, long startMs)
    {
        _world = world;
        _options = options;
        _catalogue = catalogue;
        _sources = sources;
        _startMs = startMs;
    }

    /// <summary>A maker of the hub's weather, which may run on any thread; null with a fault at its place.</summary>
    public Func<WeatherSeries>? For(NodePath hub, HubEntry entry, double utcOffsetH, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        if (_catalogue.Climates.Known(entry.Climate, "climate", file, $"{pointer}/climate", _sources) is not { } climate)
        {
            return null;
        }

        if (_options.WeatherFiles.TryGetValue(hub.Value, out var given))
        {
            return FromFile(given, null, "", entry, file, pointer);
        }

        if (_world.Value.Spec.Weather.TryGetValue(hub.Value, out var written))
        {
            return FromFile(WorldSources.Resolve(_world.Path, written), _world, $"/spec/weather/{hub.Value.Replace("/", "~1", StringComparison.Ordinal)}", entry, file, pointer);
        }

        Compare(entry, climate.Normals.Site.ElevationM, $"the climate '{entry.Climate}'", file, $"{pointer}/elevation");
        var site = new WeatherSite(hub.Value, entry.LatitudeDeg, entry.LongitudeDeg, entry.ElevationM, utcOffsetH);
        var year = _options.Year ?? DateTimeOffset.FromUnixTimeMilliseconds(_startMs).AddHours(utcOffsetH).Year;
        return () => WeatherSynthesis.Year(climate.Normals with { Site = site }, _options.Seed, year);
    }

    /// <summary>Weather that was given for a place that the world has not is a slip, not a wish.</summary>
    public void CheckAllUsed(IReadOnlyCollection<string> hubs)
    {
        foreach (var hub in _options.WeatherFiles.Keys.Where(h => !hubs.Contains(h)).Order(StringComparer.Ordinal))
        {
            _sources.Faults.Add("--weather", $"there is no hub '{hub}' in this world; {Nearest.Clause(hub, hubs)}");
        }

        if (_world.At("/spec/weather") is ConfigMapping mapping)
        {
            foreach (var (key, _) in mapping.Entries.Where(e => _world.Value.Spec.Weather.ContainsKey(e.Key.Text) && !hubs.Contains(e.Key.Text)))
            {
                _sources.Faults.Add(_world.File, key, $"there is no hub '{key.Shown}' in this world; {Nearest.Clause(key.Text, hubs)}");
            }
        }
    }

    private Func<WeatherSeries>? FromFile(
        string path, ConfigDocument<ConfigFile<WorldEntry>>? from, string pointer, HubEntry entry, ConfigDocument<ConfigFile<RegionEntry>> file, string hubPointer)
    {
        if (_sources.ReadBytes(path, from, pointer, LargestBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            var series = EpwFile.Read(new MemoryStream(bytes), path);
            Compare(entry, series.Site.ElevationM, $"the weather file '{path}'", file, $"{hubPointer}/elevation");
            return () => series;
        }
        catch (InputFileException e)
        {
            var place = e.Message.IndexOf(": ", e.File.Length, StringComparison.Ordinal);
            _sources.Faults.Add(new ConfigFault(e.File, e.Line, Math.Max(1, e.Column), e.Message[(place + 2)..]));
            return null;
        }
    }

    private void Compare(HubEntry entry, double elevationM, string what, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        if (Math.Abs(elevationM - entry.ElevationM) > ElevationToleranceM)
        {
            _sources.Warn(file, pointer, $"the hub '{entry.Name}' lies at {entry.ElevationM} m and {what} at {elevationM} m; is it the right one?");
        }
    }
}
