using Twin.Engine.Config;
using Twin.Tests;

namespace Twin.Engine.Tests.Config;

/// <summary>What a caller may choose, and what comes of it.</summary>
public sealed class WorldOptionsTests
{
    [Fact]
    public void What_is_under_construction_runs_when_it_is_included_and_renames_nothing()
    {
        var now = WorldLoader.Load("small");
        var later = WorldLoader.Load("small", new WorldOptions { Include = [FutureStatus.Construction] });
        later.World.RackCount.ShouldBe(now.World.RackCount + 160);
        later.World.DataCenters.Select(d => d.Path.Value).Except(now.World.DataCenters.Select(d => d.Path.Value))
            .ShouldBe(["shanxi/yanggao/cluster"]);
        foreach (var dataCenter in now.World.DataCenters)
        {
            later.World.DataCenters.Single(d => d.Path == dataCenter.Path).Feeds.ShouldBe(dataCenter.Feeds);
        }

        later.Digest.ShouldNotBe(now.Digest);
    }

    [Fact]
    public void The_world_file_itself_can_include_it()
    {
        using var world = new WorldOnDisk();
        world.Replace("worlds/small.yaml", "  regions:", "  include: [construction, planned]\n  regions:");
        world.Load().World.RackCount.ShouldBe(2160);
        world.Load(new WorldOptions { Include = [] }).World.RackCount.ShouldBe(2000);
    }

    [Fact]
    public void The_same_files_and_choices_make_the_same_world()
    {
        var one = WorldLoader.Load("small", new WorldOptions { Seed = 7 });
        var same = WorldLoader.Load("small", new WorldOptions { Seed = 7 });
        var other = WorldLoader.Load("small", new WorldOptions { Seed = 8 });
        same.Digest.ShouldBe(one.Digest);
        other.Digest.ShouldNotBe(one.Digest);
        var (a, b, c) = (one.World.Hubs.First().Weather, same.World.Hubs.First().Weather, other.World.Hubs.First().Weather);
        b.Hours.SequenceEqual(a.Hours).ShouldBeTrue();
        c.Hours.SequenceEqual(a.Hours).ShouldBeFalse();
    }

    [Fact]
    public void Two_hubs_under_one_climate_have_weather_of_their_own()
    {
        var hubs = WorldLoader.Load("small").World.Hubs.ToArray();
        hubs[0].Weather.Hours.SequenceEqual(hubs[1].Weather.Hours).ShouldBeFalse();
        hubs[0].Weather.Site.ElevationM.ShouldBe(1053);
    }

    [SharedDataFact]
    public void A_weather_file_goes_before_the_climate()
    {
        var file = Directory.GetFiles(SharedData.PathOf("weather"), "*Datong*").Order(StringComparer.Ordinal).First();
        var loaded = WorldLoader.Load("small", new WorldOptions { WeatherFiles = new Dictionary<string, string> { ["shanxi/datong"] = file } });
        loaded.World.Hubs.First().Weather.Site.Name.ShouldContain("Datong", Case.Insensitive);
        loaded.Files.ShouldContain(file);
        loaded.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Weather_for_a_hub_that_is_not_there_is_refused()
    {
        using var world = new WorldOnDisk();
        world.Faults(new WorldOptions { WeatherFiles = new Dictionary<string, string> { ["shanxi/datnog"] = "x.epw" } })
            .ShouldBe(["--weather: there is no hub 'shanxi/datnog' in this world; did you mean 'shanxi/datong'?"]);
        world.Replace("worlds/small.yaml", "  regions:", "  weather: { shanxi/nowhere: x.epw, shanxi/datong: y.epw }\n  regions:");
        var faults = world.Faults();
        faults.Length.ShouldBe(2);
        faults[0].ShouldStartWith("worlds/small.yaml:17:52: there is no file '");
        faults[1].ShouldStartWith("worlds/small.yaml:17:14: there is no hub 'shanxi/nowhere' in this world;");
    }

    [Fact]
    public void A_spoilt_weather_file_is_a_fault_at_its_line()
    {
        using var world = new WorldOnDisk();
        world.Write("worlds/bad.epw", "not weather\n");
        world.Replace("worlds/small.yaml", "  regions:", "  weather: { shanxi/datong: bad.epw }\n  regions:");
        world.Faults().Single().ShouldStartWith("worlds/bad.epw:1:");
    }

    [Fact]
    public void Figures_that_do_not_add_up_and_distant_climates_are_warned_of()
    {
        using var world = new WorldOnDisk();
        world.Replace(
            "regions/small/shanxi.yaml",
            "      dataCenters:",
            "      capacities: [{ name: racks, value: 500, unit: standard racks, status: built, asOf: \"2025\", source: a test }]\n      dataCenters:");
        world.Replace("regions/small/shanxi.yaml", "climate: datong", "climate: shaoguan");
        world.Load().Warnings.Select(w => w.Message).ShouldBe([
            "the hub 'datong' lies at 1053 m and the climate 'shaoguan' at 100 m; is it the right one?",
            "the data centers of 'datong' come to 880 standard racks of 2.5 kW and the figure is 500; mend one of them",
        ]);
    }

    [Fact]
    public void Feeds_by_name_become_indexes()
    {
        using var world = new WorldOnDisk();
        world.Replace("regions/small/shanxi.yaml", "power: class-a", "power: class-a\n          feeds: [west-220-1, northeast-220-1]");
        world.Load().World.DataCenters.First().Feeds.ShouldBe([2, 0]);
    }

    [Fact]
    public void A_world_may_be_json()
    {
        using var world = new WorldOnDisk();
        world.Write("worlds/small.json", """
            { "apiVersion": "twin/v1", "kind": "World", "metadata": { "name": "small" },
              "spec": { "start": "2025-12-31T16:00:00Z", "climates": "../climates.yaml", "rackClasses": "../rack-classes.yaml",
                "workloads": "../workloads.yaml", "plants": "../plants.yaml", "powerChains": "../power.yaml",
                "regions": ["../regions/small/shanxi.yaml", "../regions/small/guangdong.yaml"] } }
            """);
        var json = WorldLoader.Load(world.PathOf("worlds/small.json")).World;
        var yaml = world.Load().World;
        json.DataCenters.Select(d => (d.Path, d.RackCount, d.DesignItKw)).ShouldBe(yaml.DataCenters.Select(d => (d.Path, d.RackCount, d.DesignItKw)));
    }
}
