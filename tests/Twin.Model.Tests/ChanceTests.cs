namespace Twin.Model.Tests;

public class ChanceTests
{
    [Fact]
    public void A_draw_depends_on_all_its_coordinates_and_nothing_else()
    {
        ulong draw = Chance.Hash(1, 2, 3, 4);
        Chance.Hash(1, 2, 3, 4).ShouldBe(draw);
        Chance.Hash(Chance.Key(1, 2, 3), 4).ShouldBe(draw);
        new[] { Chance.Hash(2, 2, 3, 4), Chance.Hash(1, 1, 3, 4), Chance.Hash(1, 2, 4, 4), Chance.Hash(1, 2, 3, 5), Chance.Hash(1, 2, 3, -4) }
            .ShouldAllBe(other => other != draw);
    }

    [Fact]
    public void Draws_keep_their_bits_between_versions()
    {
        Chance.Hash(1, 2, 3, 4).ShouldBe(11952126744648695127UL);
        Chance.Hash(42, StableHash.Of("shanxi/datong"), 7, 1_000_000).ShouldBe(17595672685071517014UL);
    }

    [Fact]
    public void Uniform_draws_fill_the_interval_evenly_and_neighbours_are_unrelated()
    {
        const int Count = 200_000;
        int[] bins = new int[100];
        double product = 0;
        double before = Chance.Uniform(9, 1, 1, -1);
        for (int i = 0; i < Count; i++)
        {
            double u = Chance.Uniform(9, 1, 1, i);
            bins[(int)(u * 100)]++;
            product += (u - 0.5) * (before - 0.5);
            before = u;
        }

        double chiSquare = bins.Sum(n => (n - 2000.0) * (n - 2000.0) / 2000.0);
        chiSquare.ShouldBeInRange(55, 160); // 99 degrees of freedom: outside with probability 1e-4
        Math.Abs(product / Count * 12).ShouldBeLessThan(0.01); // lag-1 correlation, deviation 0.0022
    }

    [Fact]
    public void Neighbouring_nodes_and_streams_are_unrelated()
    {
        double nodes = 0;
        double streams = 0;
        for (int i = 0; i < 50_000; i++)
        {
            nodes += (Chance.Uniform(5, (ulong)i, 0, 0) - 0.5) * (Chance.Uniform(5, (ulong)i + 1, 0, 0) - 0.5);
            streams += (Chance.Uniform(5, 0, (uint)i, 0) - 0.5) * (Chance.Uniform(5, 0, (uint)i + 1, 0) - 0.5);
        }

        Math.Abs(nodes / 50_000 * 12).ShouldBeLessThan(0.02);
        Math.Abs(streams / 50_000 * 12).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Normal_draws_have_mean_zero_and_deviation_one()
    {
        const int Count = 200_000;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < Count; i++)
        {
            double z = Chance.Normal(3, 1, 4, i);
            sum += z;
            squares += z * z;
            beyondTwo += Math.Abs(z) > 1.959963984540054 ? 1 : 0;
        }

        Math.Abs(sum / Count).ShouldBeLessThan(0.01);
        (squares / Count).ShouldBe(1.0, 0.015);
        (beyondTwo / (double)Count).ShouldBe(0.05, 0.002);
    }

    // Vectors from the authors' FNV page.
    [Theory]
    [InlineData("", 0xCBF29CE484222325UL)]
    [InlineData("a", 0xAF63DC4C8601EC8CUL)]
    [InlineData("foobar", 0x85944171F73967E8UL)]
    public void Stable_hash_is_fnv_1a(string text, ulong hash) => StableHash.Of(text).ShouldBe(hash);

    [Fact]
    public void Stable_hash_takes_utf_8_bytes()
    {
        StableHash.Of("大同/机柜-😀").ShouldBe(StableHash.Of(System.Text.Encoding.UTF8.GetBytes("大同/机柜-😀")));
        StableHash.Add(StableHash.Of("foo"), "bar"u8).ShouldBe(StableHash.Of("foobar"));
    }
}
