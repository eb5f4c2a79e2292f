using Twin.Contracts;

namespace Twin.Api.Tests.Resources;

public sealed class TallyTests
{
    [Fact]
    public void Parts_add_up_to_the_whole_whatever_their_sizes()
    {
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => MathF.Sin(i) * i / 7), float.NaN, float.PositiveInfinity, -0f, 0f];
        var all = Of(values);
        var parts = Tally.Of([Of(values[..17]), Tally.Empty, Of(values[17..9000]), Of(values[9000..])]);

        all.Count.ShouldBe(10_002, "what is no number counts for nothing");
        (parts.Count, parts.Least, parts.Most).ShouldBe((all.Count, all.Least, all.Most));
        parts.Sum.ShouldBe(all.Sum, 1e-6);
        parts.Bins.ShouldBe(all.Bins);
        parts.Counts.ShouldBe(all.Counts);
        all.Counts.Sum().ShouldBe((int)all.Count);
        all.Bins.ShouldBe(all.Bins.Order().Distinct());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1.0)]
    public void A_quantile_lies_within_a_bin_of_the_value_of_its_rank(double share)
    {
        float[] values = [.. Enumerable.Range(0, 5000).Select(i => (MathF.Cos(i * 1.7f) * 40) - 5)];
        var exact = values.Order().ElementAt((int)Tally.Rank(share, values.Length) - 1);
        Of(values).Quantile(share).ShouldBe(exact, Math.Abs(exact) * Tally.BinWidth);
    }

    [Fact]
    public void Nothing_has_no_quantile_and_one_value_is_all_of_them()
    {
        double.IsNaN(Tally.Empty.Quantile(0.5)).ShouldBeTrue();
        double.IsNaN(Tally.Empty.Mean).ShouldBeTrue();
        foreach (var value in (float[])[24.3f, -3.7f, 0, 1e-30f, float.MaxValue])
        {
            var one = Of([value]);
            foreach (var share in (double[])[0, 0.5, 1])
            {
                one.Quantile(share).ShouldBe(value);
            }
        }
    }

    private static Tally Of(float[] values)
    {
        var chosen = new bool[values.Length];
        Array.Fill(chosen, true);
        return Tally.Of(values, chosen);
    }
}
