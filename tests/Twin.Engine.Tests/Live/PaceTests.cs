namespace Twin.Engine.Tests.Live;

public sealed class PaceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_tick_is_due_every_period()
    {
        var pace = new Pace(_time, 10_000, 100, paused: false);
        pace.Left.ShouldBe(TimeSpan.Zero);
        pace.Stepped();
        pace.Left.ShouldBe(TimeSpan.FromSeconds(0.1));
        _time.Advance(TimeSpan.FromSeconds(0.04));
        pace.Left.ShouldBe(TimeSpan.FromSeconds(0.06));
    }

    [Fact]
    public void A_machine_that_is_too_slow_owes_nothing_and_shows_its_speed()
    {
        var pace = new Pace(_time, 10_000, 100, paused: false);
        for (var i = 0; i < 40; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5)); // a tick takes five periods
            pace.Stepped();
            pace.Left.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(-0.25));
        }

        pace.View.Achieved.ShouldBe(20, 0.5);
        pace.View.Speed.ShouldBe(100);
    }

    [Fact]
    public void A_timer_that_wakes_late_costs_no_speed()
    {
        var pace = new Pace(_time, 10_000, 100, paused: false);
        for (var i = 0; i < 100; i++)
        {
            if (pace.Left > TimeSpan.Zero)
            {
                _time.Advance(pace.Left + TimeSpan.FromMilliseconds(15));
            }

            pace.Stepped();
        }

        pace.View.Achieved.ShouldBe(100, 2);
    }

    [Fact]
    public void A_pause_leaves_no_debt()
    {
        var pace = new Pace(_time, 10_000, 100, paused: true);
        _time.Advance(TimeSpan.FromHours(1));
        pace.View.Achieved.ShouldBe(0);
        pace.Set(paused: false, speed: null);
        pace.Left.ShouldBe(TimeSpan.Zero);
        pace.Stepped();
        pace.Left.ShouldBe(TimeSpan.FromSeconds(0.1));
    }
}
