using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine;

/// <summary>
/// A whole world that lives in this process: models from network to data center, and the step that carries inputs down
/// and readings up. Data centers step side by side on a crew of threads; everything above them goes in child order, so
/// the number of threads changes no bit. Not safe for several callers at once.
/// </summary>
public sealed partial class World : IDisposable
{
    private readonly StepCrew _crew;
    private readonly int[] _largestFirst;
    private readonly int[] _hubOf;
    private readonly (int From, int To)[] _hubsOfRegion;
    private readonly (int From, int To)[] _centersOfHub;
    private readonly RegionInput[] _regionInputs;
    private readonly HubInput[] _hubInputs;
    private readonly DataCenterInput[] _centerInputs;
    private readonly Reading[] _regionReadings;
    private readonly Reading[] _hubReadings;
    private readonly HubReport[] _hubReports;
    private readonly Reading[] _centerReadings;
    private readonly Action<int> _stepCenter;
    private Tick _tick;

    /// <param name="spec">The world as loaded.</param>
    /// <param name="digest">Hash of everything the world was made from; saved states carry it.</param>
    /// <param name="seed">Of all chance.</param>
    /// <param name="stepMs">Length of a tick, ms; divides 15 min.</param>
    /// <param name="threads">That step data centers, 1–64.</param>
    /// <exception cref="ArgumentException">The step does not divide 15 min, or the world has no data center.</exception>
    public World(WorldSpec spec, string digest, ulong seed, int stepMs, int threads)
    {
        if (!Tick.IsStep(stepMs))
        {
            throw new ArgumentException($"A step of {stepMs} ms is not possible: it must be 10 ms to 15 min and divide 15 min, such as 1 s, 10 s or 60 s.", nameof(stepMs));
        }

        (Spec, Digest, Seed, StepMs) = (spec, digest, seed, stepMs);
        Network = new Network(spec, seed);
        Regions = [.. spec.Regions.Select(r => new Region(r, seed))];
        HubSpec[] hubs = [.. spec.Hubs];
        Hubs = [.. hubs.Select(h => new Hub(h, spec.StartMs))];
        _hubOf = [.. hubs.SelectMany((h, i) => h.DataCenters.Select(_ => i))];
        _hubsOfRegion = Ranges(spec.Regions.Select(r => r.Hubs.Length));
        _centersOfHub = Ranges(hubs.Select(h => h.DataCenters.Length));
        if (_hubOf.Length == 0)
        {
            throw new ArgumentException($"The world '{spec.Name}' has no data center.", nameof(spec));
        }

        DataCenterSpec[] centers = [.. spec.DataCenters];
        _largestFirst = [.. Enumerable.Range(0, centers.Length).OrderByDescending(i => centers[i].RackCount).ThenBy(i => i)];
        _crew = new StepCrew(threads);
        DataCenters = new DataCenter[centers.Length];
        _crew.Run(centers.Length, i => DataCenters[_largestFirst[i]] = new DataCenter(centers[_largestFirst[i]], hubs[_hubOf[_largestFirst[i]]], seed));

        (_regionInputs, _hubInputs, _centerInputs) = (new RegionInput[Regions.Length], new HubInput[hubs.Length], new DataCenterInput[centers.Length]);
        (_regionReadings, _hubReadings, _centerReadings) = (new Reading[Regions.Length], new Reading[hubs.Length], new Reading[centers.Length]);
        _hubReports = new HubReport[hubs.Length];
        _centerHashes = new ulong[centers.Length];
        _stepCenter = StepCenter;
        _hashCenter = HashCenter;
    }

    public WorldSpec Spec { get; }

    /// <summary>Hash of everything the world was made from.</summary>
    public string Digest { get; }

    public ulong Seed { get; }

    public int StepMs { get; }

    public int Threads => _crew.Threads;

    /// <summary>The last complete tick; −1 before the first.</summary>
    public long TickIndex { get; private set; } = -1;

    /// <summary>Simulated time at the end of the last complete tick, Unix ms.</summary>
    public long TimeMs => StartOf(TickIndex + 1);

    public Network Network { get; }

    /// <summary>In child order.</summary>
    public Region[] Regions { get; }

    /// <summary>All hubs, region by region.</summary>
    public Hub[] Hubs { get; }

    /// <summary>All data centers, hub by hub.</summary>
    public DataCenter[] DataCenters { get; }

    /// <summary>Simulated begin of a tick, Unix ms.</summary>
    public long StartOf(long tick) => Spec.StartMs + (tick * StepMs);

    /// <summary>Indexes in <see cref="Hubs"/> of a region's hubs, the end excluded.</summary>
    public (int From, int To) HubsOf(int region) => _hubsOfRegion[region];

    /// <summary>Indexes in <see cref="DataCenters"/> of a hub's data centers, the end excluded.</summary>
    public (int From, int To) DataCentersOf(int hub) => _centersOfHub[hub];

    /// <summary>Steps the whole world by one tick.</summary>
    /// <param name="commands">Those that take effect with this tick, in their order.</param>
    public void Step(ReadOnlySpan<TwinCommand> commands = default)
    {
        _tick = new Tick(TickIndex + 1, TimeMs, StepMs);
        Network.Prepare(_tick, commands, _regionInputs);
        for (var r = 0; r < Regions.Length; r++)
        {
            Regions[r].Prepare(_tick, _regionInputs[r], Part(_hubInputs, _hubsOfRegion[r]));
        }

        for (var h = 0; h < Hubs.Length; h++)
        {
            Hubs[h].Prepare(_tick, _hubInputs[h], Part(_centerInputs, _centersOfHub[h]));
        }

        _crew.Run(DataCenters.Length, _stepCenter);

        for (var h = 0; h < Hubs.Length; h++)
        {
            _hubReadings[h] = Hubs[h].Complete(Part(_centerReadings, _centersOfHub[h]));
        }

        for (var r = 0; r < Regions.Length; r++)
        {
            _regionReadings[r] = Regions[r].Complete(Part(_hubReadings, _hubsOfRegion[r]));
        }

        Network.Complete(_regionReadings, Reports());
        TickIndex = _tick.Index;
    }

    /// <summary>Does something for every data center, by index, on the world's threads, the largest first.</summary>
    public void ForDataCenters(Action<int> job) => _crew.Run(_largestFirst.Length, i => job(_largestFirst[i]));

    public void Dispose() => _crew.Dispose();

    private HubReport[] Reports()
    {
        for (var r = 0; r < Regions.Length; r++)
        {
            for (var h = _hubsOfRegion[r].From; h < _hubsOfRegion[r].To; h++)
            {
                _hubReports[h] = HubReport.Of(_hubReadings[h], _regionReadings[r], Regions[r].PriceCnyPerKWh, Regions[r].CarbonKgPerKWh);
            }
        }

        return _hubReports;
    }

    private void StepCenter(int job)
    {
        var i = _largestFirst[job];
        _centerReadings[i] = DataCenters[i].Step(_tick, _centerInputs[i]);
    }

    private static Span<T> Part<T>(T[] all, (int From, int To) range) => all.AsSpan(range.From, range.To - range.From);

    private static (int From, int To)[] Ranges(IEnumerable<int> counts)
    {
        var from = 0;
        return [.. counts.Select(n => (from, from += n))];
    }
}
