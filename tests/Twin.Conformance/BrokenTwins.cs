using Twin.Contracts;
using Twin.Model;

namespace Twin.Conformance;

/// <summary>A twin that is good but for one thing, and the promise that it breaks.</summary>
/// <param name="Breaks">Beginning of the promise's name.</param>
public sealed record BrokenTwin(string Name, string Breaks, Func<ITwinUnderTest, ITwinUnderTest> Spoil);

/// <summary>Twins that the suite must tell from good ones.</summary>
public static class BrokenTwins
{
    public static IReadOnlyList<BrokenTwin> All { get; } =
    [
        new("acknowledges before journaling", "What was acknowledged survives", under => new Spoilt(under, inner => new Hasty(inner))),
        new("doubles a repeated id", "A repeated id is no new command", under => new Spoilt(under, inner => new Doubling(inner))),
        new("leaves out a child", "A parent is the sum of its children", under => new Spoilt(under, inner => new Forgetful(inner))),
        new("tallies all racks but those of the first data center", "Racks of many data centers", under => new Spoilt(under, inner => new Careless(inner))),
        new("shifts a command by a tick", "A command begins in the tick", under => new Spoilt(under, inner => new Late(inner))),
    ];

    private sealed class Spoilt : ITwinUnderTest
    {
        private readonly ITwinUnderTest _good;
        private readonly Func<ITwin, ITwin> _spoil;

        public Spoilt(ITwinUnderTest good, Func<ITwin, ITwin> spoil) => (_good, _spoil, Twin) = (good, spoil, spoil(good.Twin));

        public ITwin Twin { get; private set; }

        public async Task Crash()
        {
            await _good.Crash();
            Twin = _spoil(_good.Twin);
        }

        public ValueTask DisposeAsync() => _good.DisposeAsync();
    }

    /// <summary>Answers at once, and journals with whatever is asked next.</summary>
    private sealed class Hasty(ITwin inner) : Passing(inner)
    {
        private readonly List<InjectRequest> _later = [];

        public override async ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel)
        {
            await Flush();
            var tick = Inner.Latest.Tick + 1;
            var startMs = Inner.Info.World.StartMs + (tick * Inner.Info.StepMs);
            if (request is not InjectRequest { Id: { } id } inject || !Inner.Latest.Clock.Paused || id.Contains(' ')
                || EventRules.Check(Inner.Info.World, inject.Resolve(id, startMs)).Count > 0 || Inner.Latest.Events.Any(e => e.Id == id))
            {
                return await Inner.Submit(request, cancel);
            }

            _later.Add(inject);
            return new Accepted(id, tick, startMs);
        }

        public override async ValueTask<ClockView> SetClock(ClockRequest request, CancellationToken cancel)
        {
            await Flush();
            return await Inner.SetClock(request, cancel);
        }

        private async Task Flush()
        {
            foreach (var request in _later.ToArray())
            {
                await Inner.Submit(request, default);
            }

            _later.Clear();
        }
    }

    /// <summary>Gives the first answer again, and makes another event.</summary>
    private sealed class Doubling(ITwin inner) : Passing(inner)
    {
        private readonly HashSet<string> _known = [];

        public override async ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel)
        {
            if (request is InjectRequest { Id: { } id } && !_known.Add(id))
            {
                await Inner.Submit(request with { Id = $"{id}-{Guid.NewGuid():N}" }, cancel);
            }

            return await Inner.Submit(request, cancel);
        }
    }

    /// <summary>Adds up all children of the network but the last.</summary>
    private sealed class Forgetful(ITwin inner) : Passing(inner)
    {
        public override Frame Latest => Without(Inner.Latest);

        public override async IAsyncEnumerable<Frame> Watch([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var frame in Inner.Watch(cancel))
            {
                yield return Without(frame);
            }
        }

        private Frame Without(Frame frame)
        {
            int[] children = [.. Enumerable.Range(0, frame.Nodes.Count).Where(i => Inner.Info.Nodes[i].Parent == 0)];
            var sum = new Reading();
            foreach (var child in children[..^1])
            {
                sum.Add(frame.Nodes[child].Reading);
            }

            return frame with { Nodes = [frame.Nodes[0] with { Reading = sum }, .. frame.Nodes.Skip(1)] };
        }
    }

    /// <summary>Knows nothing of the first data center's racks.</summary>
    private sealed class Careless(ITwin inner) : Passing(inner)
    {
        public override async ValueTask<RackTallies> Tally(RackQuery query, CancellationToken cancel)
        {
            var all = await Inner.Tally(query, cancel);
            return all with { DataCenters = [all.DataCenters[0] with { Metrics = [.. query.Metrics.Select(_ => Contracts.Tally.Empty)] }, .. all.DataCenters.Skip(1)] };
        }
    }

    /// <summary>Lets an event begin a tick after the one that it promises.</summary>
    private sealed class Late(ITwin inner) : Passing(inner)
    {
        public override async ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel)
        {
            if (request is not InjectRequest { StartMs: null } inject || !Inner.Latest.Clock.Paused)
            {
                return await Inner.Submit(request, cancel);
            }

            var tick = Inner.Latest.Tick + 2;
            return await Inner.Submit(inject with { StartMs = Inner.Info.World.StartMs + (tick * Inner.Info.StepMs) }, cancel);
        }
    }

    private abstract class Passing(ITwin inner) : ITwin
    {
        public TwinInfo Info => Inner.Info;

        public virtual Frame Latest => Inner.Latest;

        protected ITwin Inner { get; } = inner;

        public virtual IAsyncEnumerable<Frame> Watch(CancellationToken cancel) => Inner.Watch(cancel);

        public ValueTask<RackPage> Racks(NodePath dataCenter, int from, int count, CancellationToken cancel) => Inner.Racks(dataCenter, from, count, cancel);

        public ValueTask<RackView> Rack(NodePath rack, CancellationToken cancel) => Inner.Rack(rack, cancel);

        public ValueTask<IReadOnlyList<string>> Journaled(IReadOnlyList<string> ids, CancellationToken cancel) => Inner.Journaled(ids, cancel);

        public ValueTask<HostingView> Hosting(CancellationToken cancel) => Inner.Hosting(cancel);

        public virtual ValueTask<RackTallies> Tally(RackQuery query, CancellationToken cancel) => Inner.Tally(query, cancel);

        public virtual ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel) => Inner.Submit(request, cancel);

        public virtual ValueTask<ClockView> SetClock(ClockRequest request, CancellationToken cancel) => Inner.SetClock(request, cancel);

        public ValueTask<HistorySeries> History(HistoryQuery query, CancellationToken cancel) => Inner.History(query, cancel);

        public ValueTask<IReadOnlyList<OccurrenceView>> Occurrences(long after, int count, CancellationToken cancel) => Inner.Occurrences(after, count, cancel);

        public ValueTask<StateHash> Hash(CancellationToken cancel) => Inner.Hash(cancel);
    }
}
