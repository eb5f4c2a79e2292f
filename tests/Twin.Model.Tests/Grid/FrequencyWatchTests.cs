using Twin.Model.Grid;
using Twin.Tests;

namespace Twin.Model.Tests.Grid;

public class FrequencyWatchTests
{
    [SharedDataFact]
    public void The_ninety_minutes_before_noon_at_Toledo_raise_nothing()
    {
        var watch = new FrequencyWatch();
        var rows = 0;
        foreach (var row in SharedData.Rows("frequency/toledo_2025-04-28_1100-1230_2s.csv"))
        {
            watch.See(double.Parse(row[3]), 2).ShouldBe(FrequencyWarning.None, row[4]);
            rows++;
        }

        rows.ShouldBe(2700);
    }

    [Fact]
    public void A_dip_is_one_warning_until_it_is_well_back()
    {
        var watch = new FrequencyWatch();
        double[] hz = [50, 49.95, 49.85, 49.79, 49.78, 49.81, 49.79, 49.78, 49.86, 49.9];
        var seen = hz.Select(f => watch.See(f, 1)).ToArray();
        seen.Count(w => w == FrequencyWarning.Low).ShouldBe(1);
        seen[3].ShouldBe(FrequencyWarning.Low);
        watch.Standing.ShouldBe(FrequencyWarning.None);
    }

    [Fact]
    public void The_loss_of_Great_Britain_2019_is_fast_before_it_is_low()
    {
        var watch = new FrequencyWatch();
        var spec = new FrequencySpec { InertiaS = 210_000 / 29_000.0, BaseKw = 29e6, Rounds = [] };
        var state = new FrequencyState();
        var seen = new List<FrequencyWarning>();
        for (var i = 0; i < 600; i++)
        {
            seen.Add(watch.See(Frequency.Run(spec, state, -1131 / 29_000.0, 1).EndHz, 0.01));
        }

        seen.Where(w => w != FrequencyWarning.None).ShouldBe([FrequencyWarning.Fast, FrequencyWarning.Low]);
    }
}
