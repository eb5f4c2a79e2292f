namespace Twin.Model.Grid;

/// <summary>A substation.</summary>
/// <param name="Kv">Its highest voltage. Stations of 500 kV and above are where the wider grid comes in.</param>
public readonly record struct Station(string Name, int Kv);

/// <summary>A line between two stations, by their indexes.</summary>
public readonly record struct StationLine(string Name, int From, int To);

/// <summary>
/// A hub's substations and lines, run closed: a station has voltage while it stands and some path of standing lines and
/// stations leads to one of 500 kV. So an element that is out on a ring takes nothing else with it, and two that cut a piece
/// off leave an island without voltage (MODELS §7.3).
/// </summary>
public sealed class StationNetwork
{
    private const int SourceKv = 500;

    private readonly int[][] _lines;

    /// <exception cref="ArgumentException">A line names no station, or there is none of 500 kV.</exception>
    public StationNetwork(Station[] stations, StationLine[] lines)
    {
        if (lines.Any(l => l.From < 0 || l.To < 0 || l.From >= stations.Length || l.To >= stations.Length || l.From == l.To))
        {
            throw new ArgumentException("A line leads to no station, or from a station to itself.", nameof(lines));
        }

        if (!stations.Any(s => s.Kv >= SourceKv))
        {
            throw new ArgumentException($"No station has {SourceKv} kV or more: nothing would have voltage.", nameof(stations));
        }

        (Stations, Lines) = (stations, lines);
        _lines = [.. stations.Select((_, s) => Enumerable.Range(0, lines.Length).Where(l => lines[l].From == s || lines[l].To == s).ToArray())];
    }

    public Station[] Stations { get; }

    public StationLine[] Lines { get; }

    /// <summary>Index of a station by its name, or −1.</summary>
    public int IndexOf(string name) => Array.FindIndex(Stations, s => s.Name == name);

    /// <summary>Lines on the shortest way between two stations; as many as there are where there is none.</summary>
    public int Sections(int from, int to)
    {
        var far = new int[Stations.Length];
        Array.Fill(far, Lines.Length);
        var queue = new int[Stations.Length];
        var (head, tail) = (0, 1);
        (far[from], queue[0]) = (0, from);
        while (head < tail)
        {
            var s = queue[head++];
            foreach (var l in _lines[s])
            {
                var next = Lines[l].From == s ? Lines[l].To : Lines[l].From;
                if (far[next] == Lines.Length)
                {
                    (far[next], queue[tail++]) = (far[s] + 1, next);
                }
            }
        }

        return far[to];
    }

    /// <summary>Which stations have voltage.</summary>
    /// <param name="stationsOut">Stations that are out.</param>
    /// <param name="linesOut">Lines that are out.</param>
    public bool[] Energised(ReadOnlySpan<bool> stationsOut, ReadOnlySpan<bool> linesOut)
    {
        var live = new bool[Stations.Length];
        var queue = new int[Stations.Length];
        var (head, tail) = (0, 0);
        for (var s = 0; s < live.Length; s++)
        {
            if (Stations[s].Kv >= SourceKv && !stationsOut[s])
            {
                (live[s], queue[tail++]) = (true, s);
            }
        }

        while (head < tail)
        {
            var s = queue[head++];
            foreach (var l in _lines[s])
            {
                var next = Lines[l].From == s ? Lines[l].To : Lines[l].From;

                // Power goes down the voltages, or along one: a 110 kV station does not carry a 220 kV one.
                if (!linesOut[l] && !live[next] && !stationsOut[next] && Stations[next].Kv <= Stations[s].Kv)
                {
                    (live[next], queue[tail++]) = (true, next);
                }
            }
        }

        return live;
    }

    /// <summary>Names of the stations without voltage under events at a moment, in order.</summary>
    public string[] Dark(TwinEvent[] events, long ms)
    {
        if (!Array.Exists(events, e => e.Kind is EventKind.SubstationTrip or EventKind.LineTrip or EventKind.BusTrip && e.ActsAt(ms)))
        {
            return [];
        }

        var live = Energised(events, ms);
        return [.. Stations.Where((_, s) => !live[s]).Select(s => s.Name)];
    }

    /// <summary>Takes out the lines on one bar of a station, 1 or 2: every second one. The station lives on through the other bar.</summary>
    private void TripBar(int station, int bar, bool[] linesOut)
    {
        for (var l = bar - 1; l < _lines[station].Length; l += 2)
        {
            linesOut[_lines[station][l]] = true;
        }
    }

    /// <summary>Which stations have voltage under events at a moment.</summary>
    public bool[] Energised(ReadOnlySpan<TwinEvent> events, long ms)
    {
        var stationsOut = new bool[Stations.Length];
        var linesOut = new bool[Lines.Length];
        foreach (var e in events)
        {
            if (e.Kind == EventKind.SubstationTrip && e.ActsAt(ms))
            {
                for (var s = 0; s < stationsOut.Length; s++)
                {
                    stationsOut[s] |= e.Selection.Length == 0 || e.Selection == Stations[s].Name;
                }
            }
            else if (e.Kind == EventKind.BusTrip && e.ActsAt(ms))
            {
                for (var s = 0; s < stationsOut.Length; s++)
                {
                    if (e.Selection.Length == 0 || e.Selection == Stations[s].Name)
                    {
                        TripBar(s, (int)e.Magnitude, linesOut);
                    }
                }
            }
            else if (e.Kind == EventKind.LineTrip && e.ActsAt(ms))
            {
                for (var l = 0; l < linesOut.Length; l++)
                {
                    linesOut[l] |= e.Selection.Length == 0 || e.Selection == Lines[l].Name;
                }
            }
        }

        return Energised(stationsOut, linesOut);
    }
}
