namespace Twin.Model.Links;

/// <summary>
/// The links at work: which are up, which ways are quickest, and what goes over each. It has no state: all follows from the
/// tick, its events and what hubs have to send.
/// </summary>
public sealed class LinkNetwork
{
    private readonly HubSpec[] _hubs;
    private readonly HubServices[] _services;
    private readonly double[] _busiestGbps;
    private readonly bool[] _up;
    private readonly bool[] _before;
    private readonly Routes _whole;
    private readonly List<Occurrence> _occurrences = [];

    public LinkNetwork(WorldSpec world, LinksSpec spec)
    {
        Spec = spec;
        _hubs = [.. world.Hubs];
        _services = [.. _hubs.Select(h => new HubServices(h))];
        _up = new bool[spec.Links.Length];
        _before = new bool[spec.Links.Length];
        Array.Fill(_up, true);
        Routes = _whole = new Routes(spec, _hubs.Length, _up);
        ServiceGbps = new double[spec.Links.Length];
        TransferGbps = new double[spec.Links.Length];
        _busiestGbps = new double[spec.Links.Length];
        SentGbps = new double[_hubs.Length * spec.Centers.Length];
    }

    public LinksSpec Spec { get; }

    /// <summary>Ways over the links that are up now.</summary>
    public Routes Routes { get; private set; }

    public ReadOnlySpan<bool> Up => _up;

    /// <summary>By link: what hubs send to the people they work for, Gbit/s.</summary>
    public double[] ServiceGbps { get; }

    /// <summary>By link: data that go with jobs from hub to hub, Gbit/s.</summary>
    public double[] TransferGbps { get; }

    /// <summary>[hub × centers + center]: what a hub has for a center, Gbit/s; it arrives where there is a way.</summary>
    public double[] SentGbps { get; }

    /// <summary>Ways that changed with the last tick.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>A link's part of its capacity that is in use.</summary>
    public double UsedShare(int link) => (ServiceGbps[link] + TransferGbps[link]) / Spec.Links[link].CapacityGbps;

    /// <summary>Takes the tick's cuts and carries what services send. A cut counts from the first tick that begins in it.</summary>
    public void Step(in Tick tick, ReadOnlySpan<TwinEvent> events)
    {
        _occurrences.Clear();
        UpAt(events, tick.StartMs, _up);
        UpAt(events, tick.StartMs - tick.StepMs, _before);
        if (!_up.AsSpan().SequenceEqual(_before))
        {
            var before = RoutesOf(_before);
            Routes = RoutesOf(_up);
            NoteChanges(before, tick.StartMs);
        }
        else
        {
            Routes = _up.AsSpan().Contains(false) ? RoutesOf(_up) : _whole;
        }

        Array.Clear(ServiceGbps);
        Array.Clear(TransferGbps);
        Array.Clear(_busiestGbps);
        var middle = tick.StartMs + (tick.StepMs / 2);
        for (var h = 0; h < _hubs.Length; h++)
        {
            var gbps = _services[h].TrafficGbps(middle);
            for (var c = 0; c < Spec.Centers.Length; c++)
            {
                var at = (h * Spec.Centers.Length) + c;
                SentGbps[at] = gbps * Spec.Served[at];
                Send(h, _hubs.Length + c, SentGbps[at], ServiceGbps);
                Send(h, _hubs.Length + c, _services[h].BusiestGbps * Spec.Served[at], _busiestGbps);
            }
        }
    }

    /// <summary>Carries the data of a job that is on its way from one hub to another.</summary>
    public void Transfer(int from, int to, double gbps) => Send(from, to, gbps, TransferGbps);

    /// <summary>
    /// What the fullest link of a way has left for data that go with jobs, Gbit/s, in the busiest hour of the services' day:
    /// a move lasts hours, and keeps its rate. Nothing where there is no way.
    /// </summary>
    public double FreeGbps(int from, int to)
    {
        if (from == to || Routes.Latency(from, to) is null)
        {
            return 0;
        }

        var free = double.PositiveInfinity;
        foreach (var link in Routes.Way(from, to))
        {
            free = Math.Min(free, Spec.Links[link].CapacityGbps - _busiestGbps[link] - TransferGbps[link]);
        }

        return Math.Max(0, free);
    }

    private void Send(int hub, int end, double gbps, double[] onto)
    {
        if (gbps > 0)
        {
            foreach (var link in Routes.Way(hub, end))
            {
                onto[link] += gbps;
            }
        }
    }

    private Routes RoutesOf(bool[] up) => new(Spec, _hubs.Length, up);

    private void UpAt(ReadOnlySpan<TwinEvent> events, long ms, bool[] up)
    {
        Array.Fill(up, true);
        foreach (var e in events)
        {
            if (e.Kind == EventKind.LinkCut && e.ActsAt(ms))
            {
                for (var i = 0; i < up.Length; i++)
                {
                    up[i] &= !LinkRules.Cuts(e, Spec.Links[i], _hubs);
                }
            }
        }
    }

    /// <summary>Says for each hub when the way to the center that it works for most became another, or is lost.</summary>
    private void NoteChanges(Routes before, long ms)
    {
        for (var h = 0; h < _hubs.Length; h++)
        {
            if (MainCenter(h) is not (>= 0 and var c))
            {
                continue;
            }

            var (was, now) = (before.Latency(h, _hubs.Length + c)?.ThereAndBack, Routes.Latency(h, _hubs.Length + c)?.ThereAndBack);
            if (was != now)
            {
                _occurrences.Add(new Occurrence(
                    ms, _hubs[h].Path, now is null ? OccurrenceKind.RouteLost : OccurrenceKind.RouteChanged, default, default, Cause.Link, now?.Ms ?? 0, was?.Ms ?? 0, null));
            }
        }
    }

    /// <summary>The center that a hub works for most; −1 where it works for none.</summary>
    private int MainCenter(int hub)
    {
        var main = -1;
        for (var c = 0; c < Spec.Centers.Length; c++)
        {
            var served = Spec.Served[(hub * Spec.Centers.Length) + c];
            if (served > 0 && (main < 0 || served > Spec.Served[(hub * Spec.Centers.Length) + main]))
            {
                main = c;
            }
        }

        return main;
    }
}
