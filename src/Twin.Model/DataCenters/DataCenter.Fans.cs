namespace Twin.Model;

/// <summary>What a rack's fans get, and what they are told.</summary>
/// <param name="Share">The rack's part of its usual air, 0–1, where a fan wall's fans have failed.</param>
/// <param name="FansFromC">Inlet from which its own fans speed up, °C; null: as its class has it.</param>
public readonly record struct RackAir(float Share, float? FansFromC)
{
    public static RackAir Usual { get; } = new(1, null);
}

public sealed partial class DataCenter
{
    private readonly float[]?[] _airflow;
    private readonly int[] _airflowFans;
    private readonly float[]?[] _fansFrom;
    private ulong _fansFromEvents;

    /// <summary>A rack's air at the end of the last tick.</summary>
    public RackAir AirOf(int rack)
    {
        var (hall, row) = Racks.Locate(rack);
        return LastAir(hall, row - Racks.HallRows(hall).Start);
    }

    private RackAir LastAir(int hall, int row) => Plan.Segments == 0 ? RackAir.Usual : AirAt(hall, row, Plan[Plan.Segments - 1].StartMs);

    /// <param name="row">In its hall.</param>
    private RackAir AirAt(int hall, int row, long ms)
    {
        var air = Airflow(hall, ms);
        var from = FansFrom(hall, ms);
        return new RackAir(air.IsEmpty ? 1 : air[row], from.IsEmpty ? null : from[row]);
    }

    /// <summary>Each row's part of its usual air in a hall whose fan wall has failed fans; empty where all run.</summary>
    private ReadOnlySpan<float> Airflow(int hall, long ms)
    {
        var fans = 0;
        foreach (var e in _events)
        {
            if (e.Kind == EventKind.FanWallFailure && e.ActsAt(ms) && (e.Selection.Length == 0 || e.Selection == Spec.Halls[hall].Name))
            {
                var first = (int)(StableHash.Of(e.Id) % FanWall.Fans);
                for (var i = 0; i < (int)e.Magnitude; i++)
                {
                    fans |= 1 << ((first + i) % FanWall.Fans);
                }
            }
        }

        if (fans == 0)
        {
            return [];
        }

        if (_airflow[hall] is not { } share || _airflowFans[hall] != fans)
        {
            share = FanWall.Airflow(Spec.Halls[hall], Racks.HallRows(hall).Rows, fans);
            (_airflow[hall], _airflowFans[hall]) = (share, fans);
        }

        return share;
    }

    /// <summary>Each row's inlet from which its fans speed up, °C, in a hall where one was set; empty where all do as their class has it.</summary>
    private ReadOnlySpan<float> FansFrom(int hall, long ms)
    {
        ulong now = 0;
        foreach (var e in _events)
        {
            if (e.Kind == EventKind.RackSetPoint && e.ActsAt(ms))
            {
                now = Chance.Mix(now ^ StableHash.Of(e.Id));
            }
        }

        if (now != _fansFromEvents)
        {
            _fansFromEvents = now;
            SetFans(ms);
        }

        return _fansFrom[hall];
    }

    private void SetFans(long ms)
    {
        Array.Clear(_fansFrom);
        foreach (var e in _events)
        {
            if (e.Kind != EventKind.RackSetPoint || !e.ActsAt(ms))
            {
                continue;
            }

            foreach (var rack in RacksHit(e))
            {
                var (hall, row) = Racks.Locate(rack);
                var (start, rows) = Racks.HallRows(hall);
                if (_fansFrom[hall] is not { } from)
                {
                    _fansFrom[hall] = from = new float[rows];
                    Array.Fill(from, _physics[hall].FanThresholdC);
                }

                from[row - start] = (float)e.Magnitude;
            }
        }
    }
}
