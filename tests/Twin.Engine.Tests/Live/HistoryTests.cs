using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Tests.Live;

/// <summary>What was recorded is what was shown, at every resolution.</summary>
public sealed class HistoryTests
{
    private const long MinuteMs = 60_000;
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");

    [Fact]
    public async Task An_interval_folds_the_ticks_in_it()
    {
        await using var driven = await DrivenTwin.Start();
        var seen = new List<double>();
        for (var tick = 0; tick < 12; tick++)
        {
            var frame = await driven.Tick(tick);
            frame.Tick.ShouldBe(tick);
            seen.Add(frame.Nodes[driven.Twin.Info.IndexOf(Datong)].Reading[Quantity.ItKw]);
        }

        await driven.Twin.Settle();
        var start = SmallWorld.Spec.StartMs;
        var series = await driven.Twin.History(new HistoryQuery(Datong, "itKw", start, start + (5 * MinuteMs), 100), default);
        series.ResolutionMs.ShouldBe(MinuteMs);
        series.Unit.ShouldBe("kW");
        series.TimeMs.ShouldBe([start, start + MinuteMs]);
        for (var i = 0; i < 2; i++)
        {
            var minute = seen.Skip(i * 6).Take(6).ToArray();
            series.Min[i].ShouldBe(minute.Min(), 1e-3);
            series.Mean[i].ShouldBe(minute.Average(), 1e-3);
            series.Max[i].ShouldBe(minute.Max(), 1e-3);
        }
    }

    [Fact]
    public async Task Points_and_range_choose_the_resolution()
    {
        await using var driven = await DrivenTwin.Start(o => o with { StepMs = 60_000, Speed = 600, FrameEvery = TimeSpan.FromSeconds(2), OutlooksPerFrame = 0 });
        await driven.Tick(26 * 60);
        await driven.Twin.Settle();
        var (from, to) = (SmallWorld.Spec.StartMs + (120 * MinuteMs), SmallWorld.Spec.StartMs + (26 * 60 * MinuteMs));
        var minutes = await Read(1440);
        minutes.ResolutionMs.ShouldBe(MinuteMs);
        minutes.TimeMs.Length.ShouldBe(1440);
        var hours = await Read(24);
        hours.ResolutionMs.ShouldBe(60 * MinuteMs);
        hours.TimeMs.Length.ShouldBe(24);
        hours.Mean.Average().ShouldBe(minutes.Mean.Average(), 1e-3);
        hours.Max.Max().ShouldBe(minutes.Max.Max());
        hours.Min.Min().ShouldBe(minutes.Min.Min());
        var some = await Read(100);
        some.TimeMs.Length.ShouldBeLessThanOrEqualTo(101);
        some.Mean.Average().ShouldBe(minutes.Mean.Average(), 0.01 * minutes.Mean.Average());

        // A month that is mostly before the beginning is answered as finely as the day that there is.
        var month = await driven.Twin.History(new HistoryQuery(Datong, "facilityKw", to - (30L * 24 * 60 * MinuteMs), to, 1440), default);
        month.TimeMs.Length.ShouldBeGreaterThan(600);

        async Task<HistorySeries> Read(int points) => await driven.Twin.History(new HistoryQuery(Datong, "facilityKw", from, to, points), default);
    }

    [Fact]
    public async Task A_crash_leaves_no_gap_and_no_half_interval()
    {
        using var data = new Scratch();
        await using var living = await DrivenTwin.Start(o => o with { DataFolder = data.Path, CheckpointTicks = 10, CheckpointEvery = TimeSpan.Zero });
        await living.Tick(33);
        await living.Twin.Settle();
        using var image = data.CrashImage();
        await using var back = await DrivenTwin.Start(o => o with { DataFolder = image.Path });
        await back.Tick(60);
        await living.Tick(60);
        await back.Twin.Settle();
        await living.Twin.Settle();
        var query = new HistoryQuery(Datong, "pue", SmallWorld.Spec.StartMs, SmallWorld.Spec.StartMs + (10 * MinuteMs), 10);
        var (a, b) = (await living.Twin.History(query, default), await back.Twin.History(query, default));
        b.TimeMs.ShouldBe(a.TimeMs);
        a.TimeMs.Length.ShouldBe(10);
        b.Mean.ShouldBe(a.Mean);
        b.Min.ShouldBe(a.Min);
        b.Max.ShouldBe(a.Max);
    }

    [Fact]
    public async Task A_question_about_nothing_is_refused()
    {
        await using var driven = await DrivenTwin.Start();
        await Refused(Refusal.NotFound, new HistoryQuery(NodePath.Parse("atlantis"), "pue", 0, 1000, 10));
        await Refused(Refusal.NotFound, new HistoryQuery(Datong, "beauty", 0, 1000, 10));
        await Refused(Refusal.Invalid, new HistoryQuery(Datong, "pue", 1000, 1000, 10));
        await Refused(Refusal.Invalid, new HistoryQuery(Datong, "pue", 0, 1000, 0));
        (await driven.Twin.History(new HistoryQuery(Datong, "pue", 0, 1000, 10), default)).TimeMs.ShouldBeEmpty();

        async Task Refused(Refusal refusal, HistoryQuery query) =>
            (await Should.ThrowAsync<TwinRefusedException>(async () => await driven.Twin.History(query, default))).Refusal.ShouldBe(refusal);
    }

    [Fact]
    public void What_is_older_than_is_kept_goes()
    {
        using var store = new HistoryStore(path: null);
        HistoryKeep[] keeps = [new(MinuteMs, 10 * MinuteMs), new(15 * MinuteMs, 60 * MinuteMs)];
        var recorder = new HistoryRecorder(keeps, 1, 60_000);
        var rows = new List<HistoryRow>();
        for (var minute = 0; minute < 120; minute++)
        {
            var reading = new Reading { [Quantity.ItKw] = minute };
            recorder.Add(minute * MinuteMs, (minute + 1) * MinuteMs, [new NodeFrame(reading, default, null, null, null, null, null, null)], rows);
        }

        store.Write(rows, [.. Enumerable.Range(1, 50).Select(i => new OccurrenceView(i, i, default))]);
        store.Trim(keeps, 120 * MinuteMs, 1, 20);
        var it = Metrics.All.Select((m, i) => (m, i)).Single(x => x.m.Name == "itKw").i;
        store.Read(0, it, MinuteMs, 0, 120 * MinuteMs).Select(p => p.StartMs).ShouldBe(Enumerable.Range(110, 10).Select(m => m * MinuteMs));
        store.Read(0, it, 15 * MinuteMs, 0, 120 * MinuteMs).Select(p => (p.Min, p.Mean, p.Max)).ShouldBe([(60f, 67f, 74f), (75f, 82f, 89f), (90f, 97f, 104f), (105f, 112f, 119f)]);
        store.Occurrences(1000, 100).Select(o => o.Sequence).ShouldBe(Enumerable.Range(31, 20).Select(i => (long)i));
    }

    [Fact]
    public void A_cell_without_a_number_has_no_value()
    {
        var cells = new HistoryCell[7];
        Array.Fill(cells, HistoryCell.Empty);
        cells[0].Add(double.NaN);
        cells[1].Add(0);
        cells[2].Add(5);
        cells[3].Add(1);
        cells[3].Add(2);
        cells[4].Add(double.NegativeInfinity);
        cells[6].Add(-3);
        var bytes = HistoryCells.Encode(cells);
        Value(0).ShouldBeNull();
        Value(1).ShouldBe((0f, 0f, 0f));
        Value(2).ShouldBe((5f, 5f, 5f));
        Value(3).ShouldBe((1f, 1.5f, 2f));
        Value(4).ShouldBeNull();
        Value(5).ShouldBeNull();
        Value(6).ShouldBe((-3f, -3f, -3f));
        bytes.Length.ShouldBe(2 + 4 + 12 + 4);

        (float, float, float)? Value(int metric) => HistoryCells.TryRead(bytes, cells.Length, metric, out var value) ? value : null;
    }
}
