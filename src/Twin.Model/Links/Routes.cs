namespace Twin.Model.Links;

/// <summary>The quickest way from each hub to every other end, over the links that are up. Of equal ways, the one found over earlier links.</summary>
public sealed class Routes
{
    private readonly LinksSpec _spec;
    private readonly int _hubs;
    private readonly int _ends;
    private readonly double[] _ms;
    private readonly int[] _via;

    /// <param name="up">By link.</param>
    public Routes(LinksSpec spec, int hubs, ReadOnlySpan<bool> up)
    {
        (_spec, _hubs, _ends) = (spec, hubs, hubs + spec.Centers.Length);
        _ms = new double[hubs * _ends];
        _via = new int[hubs * _ends];
        for (var hub = 0; hub < hubs; hub++)
        {
            Search(hub, up);
        }
    }

    /// <summary>From a hub to an end; null where no way is up.</summary>
    public OneWay? Latency(int hub, int end) => _ms[(hub * _ends) + end] is var ms && double.IsFinite(ms) ? new OneWay(ms) : null;

    /// <summary>The links of a way, from the end back to the hub; none where there is no way, or it leads nowhere.</summary>
    public IEnumerable<int> Way(int hub, int end)
    {
        for (var at = end; at != hub && _via[(hub * _ends) + at] is >= 0 and var link;)
        {
            yield return link;
            at = _spec.Links[link].From == at ? _spec.Links[link].To : _spec.Links[link].From;
        }
    }

    public int Hubs => _hubs;

    // Dijkstra's search with a plain scan: there are tens of ends, not thousands.
    private void Search(int hub, ReadOnlySpan<bool> up)
    {
        var ms = _ms.AsSpan(hub * _ends, _ends);
        var via = _via.AsSpan(hub * _ends, _ends);
        ms.Fill(double.PositiveInfinity);
        via.Fill(-1);
        ms[hub] = 0;
        var done = new bool[_ends];
        while (Nearest(ms, done) is >= 0 and var at)
        {
            done[at] = true;
            for (var i = 0; i < _spec.Links.Length; i++)
            {
                var link = _spec.Links[i];
                if (up[i] && (link.From == at || link.To == at))
                {
                    var next = link.From == at ? link.To : link.From;
                    var there = ms[at] + link.Latency.Ms;
                    if (there < ms[next])
                    {
                        (ms[next], via[next]) = (there, i);
                    }
                }
            }
        }
    }

    private static int Nearest(ReadOnlySpan<double> ms, bool[] done)
    {
        var best = -1;
        for (var i = 0; i < ms.Length; i++)
        {
            if (!done[i] && double.IsFinite(ms[i]) && (best < 0 || ms[i] < ms[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
