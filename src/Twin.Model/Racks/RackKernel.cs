using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Twin.Model;

/// <summary>
/// Steps racks, eight at a time. A rack stepped alone goes through the same lines with seven absent neighbours and gets
/// the same bits. Inlet air and mass are stepped by backward Euler (stable for any step), silicon by its exact exponential.
/// </summary>
public static class RackKernel
{
    /// <summary>Steps a hall through the parts of one phase and sums what its racks did.</summary>
    /// <param name="seed">The data center's seed for racks.</param>
    /// <param name="airflow">Each row's part of its usual air, 0–1, where fan walls fail; empty: all of it.</param>
    /// <param name="lent">What racks that stepped themselves did, by row: it goes into the columns and sums in their stead.</param>
    /// <param name="atLimits">Takes, part by part, how many racks protect themselves at its end, on top of what stands there; empty: not wanted.</param>
    /// <param name="fansFromC">Each row's inlet from which its fans speed up, °C; empty: as the class has it.</param>
    public static RackSums Step(
        RackPhysics physics, RackColumns racks, int hall, ReadOnlySpan<RackSegment> segments, uint seed, ReadOnlySpan<float> airflow,
        ReadOnlySpan<LentRow> lent = default, Span<RacksAtLimits> atLimits = default, ReadOnlySpan<float> fansFromC = default)
    {
        var (start, rows) = racks.HallRows(hall);
        return Step(
            physics, segments, seed, (uint)start, airflow, fansFromC, lent, atLimits,
            racks.InletC.AsSpan(start, rows), racks.MassC.AsSpan(start, rows), racks.SiliconC.AsSpan(start, rows),
            racks.Status.AsSpan(start, rows), racks.Traits.AsSpan(start, rows));
    }

    /// <summary>Steps one rack by itself; the same bits as in its hall.</summary>
    public static RackRow StepOne(
        RackPhysics physics, in RackRow row, uint rowIndex, ReadOnlySpan<RackSegment> segments, uint seed, in RackAir air, out RackSums sums)
    {
        var lane = (int)(rowIndex % RackColumns.Lanes);
        Span<float> inlet = stackalloc float[8], mass = stackalloc float[8], silicon = stackalloc float[8], share = stackalloc float[8], from = stackalloc float[8];
        Span<uint> status = stackalloc uint[8];
        Span<ushort> traits = stackalloc ushort[8];
        status.Fill(RackStatus.Absent | RackStatus.NoCap | RackStatus.NoLoad);
        traits.Clear();
        inlet.Clear();
        mass.Clear();
        silicon.Clear();
        share.Fill(air.Share);
        from.Fill(air.FansFromC ?? physics.FanThresholdC);
        (inlet[lane], mass[lane], silicon[lane], status[lane], traits[lane]) = (row.InletC, row.MassC, row.SiliconC, row.Status, row.Traits);
        sums = Step(physics, segments, seed, rowIndex - (uint)lane, air.Share == 1f ? [] : share, air.FansFromC is null ? [] : from, [], [], inlet, mass, silicon, status, traits);
        return new RackRow(inlet[lane], mass[lane], silicon[lane], status[lane], row.Traits);
    }

    private static RackSums Step(
        RackPhysics k, ReadOnlySpan<RackSegment> segments, uint seed, uint firstRow, ReadOnlySpan<float> airflow, ReadOnlySpan<float> fansFromC, ReadOnlySpan<LentRow> lent,
        Span<RacksAtLimits> atLimits, Span<float> inletC, Span<float> massC, Span<float> siliconC, Span<uint> status, ReadOnlySpan<ushort> traits)
    {
        // Prepared once per segment, used by every block of eight.
        Span<Prepared> parts = segments.Length <= 64 ? stackalloc Prepared[segments.Length] : new Prepared[segments.Length];
        for (var s = 0; s < segments.Length; s++)
        {
            parts[s] = new Prepared(k, segments[s], seed);
        }

        var one = Vector256<float>.One;
        var zero = Vector256<float>.Zero;
        var lanesRow = Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7);
        Vector256<double> itLo = default, itHi = default, fanLo = default, fanHi = default, airLo = default, airHi = default;
        Vector256<double> liqLo = default, liqHi = default, loadLo = default, loadHi = default;
        var maxInlet = Vector256.Create(float.NegativeInfinity);
        int on = 0, throttled = 0, shutDown = 0, faulted = 0;
        var free = Vector256.Create(RackStatus.NoCap | RackStatus.NoLoad);
        var offMask = Vector256.Create(RackStatus.Absent | RackStatus.Fault | RackStatus.ShutDown);
        var spread = Vector256.Create(RackTraits.WorkSpread * 2f / 255f);
        var spreadFrom = Vector256.Create(1f - RackTraits.WorkSpread);
        var recirculation = Vector256.Create(RackTraits.MostRecirculation / 255f);

        for (var i = 0; i < inletC.Length; i += RackColumns.Lanes)
        {
            var at = (nuint)i;
            var ta = Vector256.LoadUnsafe(ref inletC[0], at);
            var tm = Vector256.LoadUnsafe(ref massC[0], at);
            var ts = Vector256.LoadUnsafe(ref siliconC[0], at);
            var st = Vector256.LoadUnsafe(ref status[0], at);
            var (trLo, trHi) = Vector128.Widen(Vector128.LoadUnsafe(ref Unsafe.AsRef(in traits[0]), at));
            var trait = Vector256.Create(trLo, trHi);
            var work = spreadFrom + (spread * Vector256.ConvertToSingle((trait & Vector256.Create(0xFFu)).AsInt32()));
            var contained = one - (recirculation * Vector256.ConvertToSingle((trait >>> 8).AsInt32()));
            if (!airflow.IsEmpty)
            {
                contained *= Vector256.LoadUnsafe(ref Unsafe.AsRef(in airflow[0]), at);
            }

            var fansFrom = fansFromC.IsEmpty ? Vector256.Create(k.FanThresholdC) : Vector256.LoadUnsafe(ref Unsafe.AsRef(in fansFromC[0]), at);
            var row = lanesRow + Vector256.Create(firstRow + (uint)i);
            var special = (st & free) != free;
            Vector256<float> it = zero, fan = zero, qAir = zero, qLiq = zero, used = zero;
            for (var s = 0; s < parts.Length; s++)
            {
                ref readonly var p = ref parts[s];
                var present = Vector256.Equals(st & Vector256.Create(RackStatus.Absent), Vector256<uint>.Zero).AsSingle();
                var alive = Vector256.Equals(st & offMask, Vector256<uint>.Zero).AsSingle() & p.Powered;

                // What it is asked to do.
                var noise = Vector256.ConvertToSingle(RackNoise.Hash(row, p.SeedAndCell).AsInt32()) * p.Noise;
                var u = Clamp01((work * p.Load) + noise);
                if (special)
                {
                    var set = st & Vector256.Create(RackStatus.NoLoad);
                    var setLoad = Vector256.ConvertToSingle((set >>> 24).AsInt32()) * (float)(1 / RackStatus.Scale);
                    u = Vector256.ConditionalSelect(Vector256.Equals(set, Vector256.Create(RackStatus.NoLoad)).AsSingle(), u, setLoad);
                }

                // How far it protects itself.
                var relief = Vector256.Max(
                    Vector256.Max(zero, ta - Vector256.Create(k.ThrottleInletC)),
                    Vector256.Max(ts - Vector256.Create(k.ThrottleSiliconC), p.CoolantExcessK));
                var f = Vector256.Max(zero, one - (Vector256.Create(k.ThrottlePerK) * relief));

                // Power: load curve, limit, cap, leakage, fans.
                var dynamic = u * (Vector256.Create(k.C1) + (u * (Vector256.Create(k.C2) + (u * Vector256.Create(k.C3)))));
                var share = Vector256.Create(k.IdleShare) + (Vector256.Create(1 - k.IdleShare) * dynamic * f);
                if (special)
                {
                    var cap = Vector256.ConvertToSingle(((st & Vector256.Create(RackStatus.NoCap)) >>> 16).AsInt32()) * (float)(1 / RackStatus.Scale);
                    share = Vector256.Min(share, cap);
                }

                var power = (share * k.DesignKw) & alive;
                var n = Vector256.Min(
                    Vector256.Create(k.FanMax),
                    Vector256.Max(Vector256.Create(k.FanMin), one + (Vector256.Create(k.FanGainPerK) * Vector256.Max(zero, ta - fansFrom))));
                var fanPower = power * (Vector256.Create(k.FanShare * k.FanAltitude) * n * n * n);
                var total = (power * (one - Vector256.Create(k.FanShare) + (Vector256.Create(k.LeakagePerK) * (ta - Vector256.Create(20f))))) + fanPower;

                // Heat: air and mass, backward Euler.
                var flow = Vector256.ConditionalSelect(alive, n, Vector256.Create(RackPhysics.DeadFlowShare)) * k.FlowKwPerK;
                var c = (contained * p.CoolShare) & present;
                var airKw = total * k.AirShare;
                var cg = c * flow;
                var b = airKw - (c * airKw) + Vector256.Create(p.WallKw) + (cg * p.SupplyC);
                var next = (ta + (p.Alpha * (b + (p.MassCoupling * tm)))) / (one + (p.Alpha * (Vector256.Create(p.Coupling) + cg)));
                if (p.Limited)
                {
                    // A plant short of capacity takes no more than it can, however warm the air comes back.
                    next = Vector256.Max(next, (ta + (p.Alpha * (airKw + Vector256.Create(p.WallKw - p.MostKw) + (p.MassCoupling * tm)))) * p.StillInverse);
                }

                tm = (tm + (p.Beta * next)) * p.BetaInverse;
                ta = next;
                var removed = c * (airKw + (flow * (ta - Vector256.Create(p.SupplyC))));
                if (p.Limited)
                {
                    removed = Vector256.Min(removed, Vector256.Create(p.MostKw));
                }

                // Silicon: exact approach to what power and coolant want of it.
                var load = total * (1 / k.DesignKw);
                var target = k.Liquid
                    ? p.CoolantC + (load * p.LiquidRise)
                    : ta + (load * k.SiliconRiseK / n);
                ts = target + ((ts - target) * p.SiliconKeep);

                // Limits: rarely near, so one test for all eight.
                var slow = Vector256.LessThan(f, one).AsUInt32() & alive.AsUInt32() & Vector256.Create(RackStatus.Throttled);
                var hot = (Vector256.GreaterThan(ta, Vector256.Create(k.ShutdownInletC)) | Vector256.GreaterThan(ts, Vector256.Create(k.ShutdownSiliconC)) | p.FlowLow) & present;
                var busy = st & Vector256.Create(RackStatus.TimerMask | RackStatus.ShutDown | RackStatus.Throttled);
                if ((hot.AsUInt32() | busy | slow) != Vector256<uint>.Zero)
                {
                    st = (Protect(k, p, st, hot.AsUInt32(), ta) & Vector256.Create(~RackStatus.Throttled)) | slow;
                    if (!atLimits.IsEmpty)
                    {
                        atLimits[s].Throttled += Flagged(st, RackStatus.Throttled);
                        atLimits[s].ShutDown += Flagged(st, RackStatus.ShutDown);
                    }
                }

                it += total * p.Seconds;
                fan += fanPower * p.Seconds;
                qAir += removed * p.Seconds;
                qLiq += total * p.LiquidSeconds;
                used += (u * f * p.Seconds) & alive;
            }

            while (!lent.IsEmpty && lent[0].Row < firstRow + i + RackColumns.Lanes)
            {
                lent[0].Into(lent[0].Row - (int)firstRow - i, ref ta, ref tm, ref ts, ref st, ref it, ref fan, ref qAir, ref qLiq, ref used);
                lent = lent[1..];
            }

            ta.StoreUnsafe(ref inletC[0], at);
            tm.StoreUnsafe(ref massC[0], at);
            ts.StoreUnsafe(ref siliconC[0], at);
            st.StoreUnsafe(ref status[0], at);

            AddLanes(it, ref itLo, ref itHi);
            AddLanes(fan, ref fanLo, ref fanHi);
            AddLanes(qAir, ref airLo, ref airHi);
            AddLanes(used, ref loadLo, ref loadHi);
            if (k.Liquid)
            {
                AddLanes(qLiq, ref liqLo, ref liqHi);
            }

            var runs = Vector256.Equals(st & offMask, Vector256<uint>.Zero);
            maxInlet = Vector256.Max(maxInlet, Vector256.ConditionalSelect(runs.AsSingle(), ta, Vector256.Create(float.NegativeInfinity)));
            on += Count(runs);
            if ((st & Vector256.Create(RackStatus.Fault | RackStatus.ShutDown | RackStatus.Throttled)) != Vector256<uint>.Zero)
            {
                throttled += Flagged(st, RackStatus.Throttled);
                shutDown += Flagged(st, RackStatus.ShutDown);
                faulted += Flagged(st, RackStatus.Fault);
            }
        }

        return new RackSums
        {
            ItKWs = Lanes(itLo, itHi),
            FanKWs = Lanes(fanLo, fanHi),
            HeatAirKWs = Lanes(airLo, airHi),
            HeatLiquidKWs = Lanes(liqLo, liqHi),
            LoadS = Lanes(loadLo, loadHi),
            On = on,
            Throttled = throttled,
            ShutDown = shutDown,
            Faulted = faulted,
            MaxInletC = MaxOf(maxInlet),
        };
    }

    /// <summary>Counts time beyond a limit, shuts down, counts time below the restart limit, and starts again.</summary>
    private static Vector256<uint> Protect(RackPhysics k, in Prepared p, Vector256<uint> st, Vector256<uint> hot, Vector256<float> ta)
    {
        var isDown = Vector256.Equals(st & Vector256.Create(RackStatus.ShutDown), Vector256.Create(RackStatus.ShutDown));
        var cool = Vector256.LessThan(ta, Vector256.Create(k.RestartInletC)).AsUInt32() & ~hot;
        var counting = Vector256.ConditionalSelect(isDown, cool, hot);
        var timer = (st & Vector256.Create(RackStatus.TimerMask)) >>> RackStatus.TimerShift;
        timer = Vector256.Min(timer + Vector256.Create(p.Timer), Vector256.Create(RackStatus.TimerMost)) & counting;
        var due = Vector256.ConditionalSelect(isDown, Vector256.Create(k.RestartAfter), p.ShutdownAfter);
        var fires = counting & Vector256.GreaterThanOrEqual(timer, due);
        timer &= ~fires;
        return ((st ^ (fires & Vector256.Create(RackStatus.ShutDown))) & ~Vector256.Create(RackStatus.TimerMask)) | (timer << RackStatus.TimerShift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Clamp01(Vector256<float> x) => Vector256.Min(Vector256<float>.One, Vector256.Max(Vector256<float>.Zero, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLanes(Vector256<float> x, ref Vector256<double> lo, ref Vector256<double> hi)
    {
        var (a, b) = Vector256.Widen(x);
        lo += a;
        hi += b;
    }

    private static double Lanes(Vector256<double> lo, Vector256<double> hi) =>
        ((((((lo[0] + lo[1]) + lo[2]) + lo[3]) + hi[0]) + hi[1]) + hi[2]) + hi[3];

    private static float MaxOf(Vector256<float> x)
    {
        var most = float.NegativeInfinity;
        for (var i = 0; i < 8; i++)
        {
            most = Math.Max(most, x[i]);
        }

        return most;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(Vector256<uint> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    private static int Flagged(Vector256<uint> st, uint flag) => Count(Vector256.Equals(st & Vector256.Create(flag), Vector256.Create(flag)));

    /// <summary>A segment with all that depends on it and the class alone.</summary>
    private readonly struct Prepared
    {
        public readonly Vector256<float> Powered, FlowLow, CoolantExcessK, CoolantC, LiquidRise;
        public readonly Vector256<uint> ShutdownAfter;
        public readonly float Seconds, LiquidSeconds, Load, Noise, SupplyC, CoolShare, Alpha, Beta, BetaInverse, MassCoupling, Coupling, WallKw, SiliconKeep, MostKw, StillInverse;
        public readonly bool Limited;
        public readonly uint SeedAndCell, Timer;

        public Prepared(RackPhysics k, in RackSegment s, uint seed)
        {
            Seconds = s.Seconds;
            LiquidSeconds = s.Seconds * (1 - k.AirShare);
            Load = s.Load;
            Noise = s.Noise * (1f / 2147483648f);
            SeedAndCell = RackNoise.SeedAndCell(seed, s.NoiseCell);
            (SupplyC, CoolShare) = (s.SupplyC, s.CoolShare);
            Powered = s.Powered ? Vector256<uint>.AllBitsSet.AsSingle() : Vector256<float>.Zero;
            Alpha = s.Seconds / k.AirKJPerK;
            Beta = s.Seconds * k.AirToMass / k.MassKJPerK;
            BetaInverse = 1 / (1 + Beta);
            MassCoupling = k.AirToMass * BetaInverse;
            Coupling = MassCoupling + k.AirToWall;
            Limited = s.LackShare > 0;
            MostKw = k.DesignKw * k.AirShare * (1 - s.LackShare);
            StillInverse = 1 / (1 + (Alpha * Coupling));
            WallKw = k.AirToWall * RackPhysics.WallC;
            SiliconKeep = (float)Physics.DMath.Exp(-s.Seconds / k.SiliconTauS);
            Timer = RackPhysics.TimerOf(s.Seconds);

            // Liquid: 5 % of the flow is what convection keeps without pumps (assumption).
            CoolantC = Vector256.Create(s.CoolantC);
            LiquidRise = Vector256.Create(k.SiliconRiseK / Math.Max(0.05f, s.FlowShare));
            CoolantExcessK = Vector256.Create(k.Liquid ? s.CoolantC - k.ThrottleCoolantC : 0f);
            var flowLow = k.Liquid && s.FlowShare < k.ShutdownFlowShare;
            FlowLow = flowLow ? Vector256<uint>.AllBitsSet.AsSingle() : Vector256<float>.Zero;
            ShutdownAfter = Vector256.Create(flowLow ? k.ShutdownFlowAfter : k.ShutdownAfter);
        }
    }
}
