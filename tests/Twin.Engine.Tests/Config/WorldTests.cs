using Twin.Engine.Config;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Config;

/// <summary>The worlds that come with the program.</summary>
public sealed class WorldTests(ITestOutputHelper output)
{
    public static TheoryData<string> Worlds => [.. WorldFolder.Names()];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_world_loads_without_a_warning(string name)
    {
        var loaded = name == WorldFolder.DefaultWorld ? DefaultWorld.Loaded : WorldLoader.Load(name);
        loaded.Warnings.Select(w => w.ToString()).ShouldBeEmpty();
        loaded.World.Name.ShouldBe(name);
        foreach (var note in loaded.Notes)
        {
            output.WriteLine(note);
        }
    }

    [Fact]
    public void The_default_world_is_at_full_scale()
    {
        var world = DefaultWorld.Loaded.World;
        world.RackCount.ShouldBeGreaterThanOrEqualTo(1_500_000);
        world.DataCenters.Count().ShouldBeInRange(300, 400);
        world.DataCenters.Max(d => d.RackCount).ShouldBeLessThanOrEqualTo(20_000);
        world.Hubs.Select(h => h.Path.Value).ShouldBe([
            "shanxi/datong", "inner-mongolia/horinger", "hebei/zhangjiakou", "gansu/qingyang", "ningxia/zhongwei", "guizhou/guian",
            "sichuan/tianfu", "chongqing/chongqing", "guangdong/shaoguan", "anhui/wuhu", "shanghai/yangtze",
        ]);
        world.Hubs.Where(h => h.NationalHub.Length > 0).Select(h => h.NationalHub).Distinct().Count().ShouldBe(8);
        world.Hubs.Single(h => h.NationalHub.Length == 0).Name.ShouldBe("Datong");
        world.DataCenters.Select(d => d.Plant.Kind).Distinct().Count().ShouldBe(6);
    }

    // The documents' figures; horinger, zhongwei and guian count standard racks, of which some stand as dense ones.
    [Theory]
    [InlineData("shanxi/datong", 326_000, 36)]
    [InlineData("hebei/zhangjiakou", 460_000, 37)]
    [InlineData("inner-mongolia/horinger", 300_000, 50)]
    [InlineData("guizhou/guian", 180_000, 49)]
    [InlineData("ningxia/zhongwei", 120_000, 20)]
    [InlineData("guangdong/shaoguan", 120_000, 24)]
    [InlineData("anhui/wuhu", 62_250, 19)]
    public void A_hub_comes_to_its_standard_racks(string path, int standardRacks, int dataCenters)
    {
        var hub = DefaultWorld.Loaded.World.Hubs.Single(h => h.Path.Value == path);
        (hub.DataCenters.Sum(d => d.DesignItKw) / 2.5).ShouldBe(standardRacks, 1e-6);
        hub.DataCenters.Length.ShouldBe(dataCenters);
    }

    [Fact]
    public void The_ten_clusters_come_to_the_national_count_beside_the_immersion_center()
    {
        var clusters = DefaultWorld.Loaded.World.Hubs.Where(h => h.NationalHub.Length > 0).SelectMany(h => h.DataCenters).ToArray();
        (clusters.Where(d => d.Path.Name != "china-mobile").Sum(d => d.DesignItKw) / 2.5).ShouldBe(1_460_000, 1e-6);
        clusters.Single(d => d.Path.Name == "china-mobile").Plant.Kind.ShouldBe(PlantKind.Immersion);
    }

    [Fact]
    public void Qingyang_grows_by_what_is_under_construction_and_planned()
    {
        var qingyang = WorldLoader.Load("china", new WorldOptions { Include = [FutureStatus.Construction, FutureStatus.Planned] })
            .World.Hubs.Single(h => h.Path.Value == "gansu/qingyang");
        Racks("center").ShouldBe((13, 195_000));
        Racks("phase-two").ShouldBe((13, 195_000));
        Racks("cluster").ShouldBe((2, 260 * 16));

        (int DataCenters, int Racks) Racks(string name)
        {
            var some = qingyang.DataCenters.Where(d => d.Path.Name.StartsWith(name + "-", StringComparison.Ordinal)).ToArray();
            return (some.Length, some.Sum(d => d.RackCount));
        }
    }

    [Fact]
    public void Every_part_of_the_world_holds_together()
    {
        var world = DefaultWorld.Loaded.World;
        world.DataCenters.Select(d => d.Path).Distinct().Count().ShouldBe(world.DataCenters.Count());
        foreach (var hub in world.Hubs)
        {
            hub.Capacities.ShouldAllBe(c => c.Source.Length > 0 && c.AsOf.Length > 0 && c.Unit.Length > 0);
            foreach (var dataCenter in hub.DataCenters)
            {
                dataCenter.Feeds.Length.ShouldBe(2);
                dataCenter.Feeds.ShouldAllBe(f => f >= 0 && f < hub.Substations.Length);
                dataCenter.Feeds[0].ShouldNotBe(dataCenter.Feeds[1]);
                dataCenter.Halls.ShouldAllBe(h => Math.Abs(h.Work.Sum(w => w.Share) - 1) < 1e-6 && h.RacksPerRow <= 40);
                dataCenter.Capacities.Single().Source.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void The_small_world_has_each_plant_once()
    {
        var world = WorldLoader.Load("small").World;
        (world.Regions.Length, world.Hubs.Count(), world.RackCount).ShouldBe((2, 3, 2000));
        world.DataCenters.Select(d => d.Plant.Kind).Order().ShouldBe(Enum.GetValues<PlantKind>());
    }
}
