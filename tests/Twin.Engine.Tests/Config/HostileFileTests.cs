using System.Text.RegularExpressions;
using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

/// <summary>Files as people spoil them, and what they are told: the whole message, with its place, and no other.</summary>
public sealed class HostileFileTests
{
    private const string Shanxi = "regions/small/shanxi.yaml";
    private const string World = "worlds/small.yaml";
    private const string Racks = "rack-classes.yaml";
    private const string Plants = "plants.yaml";
    private const string Work = "workloads.yaml";
    private const string Links = "links-small.yaml";
    private const string Climates = "climates.yaml";

    [Theory]
    [InlineData(Shanxi, "      pueTarget: 1.2\n", "      pueTarget: 1.2\n      pueTarget: 1.3\n", "regions/small/shanxi.yaml:{line+1}:7: the key 'pueTarget' stands here a second time, first on line {line}; keep one")]
    [InlineData(Work, "deferrable: false", "deferrable: on", "workloads.yaml:{line}:19: 'deferrable' is the text 'on'; write true or false")]
    [InlineData(Shanxi, "racks: 240", "racks: 010", "regions/small/shanxi.yaml:{line}:51: 'racks' is the text '010'; write a number in plain digits, such as 8 or 0.25")]
    [InlineData(Shanxi, "racks: 240", "racks: 240.5", "regions/small/shanxi.yaml:{line}:51: 'racks' is 240.5; write a whole number")]
    [InlineData(Shanxi, "racks: 240", "racks: 1_000", "regions/small/shanxi.yaml:{line}:51: 'racks' is the text '1_000'; write a number in plain digits, such as 8 or 0.25")]
    [InlineData(Shanxi, "elevation: 1053 m", "elevation: 1053", "regions/small/shanxi.yaml:{line}:18: 'elevation' is the bare number 1053; write it with its unit, such as 1053 m")]
    [InlineData(Shanxi, "utcOffset: 8h", "utcOffset: 90", "regions/small/shanxi.yaml:{line}:14: 'utcOffset' is the bare number 90; write it with its unit, such as 15m")]
    [InlineData(Shanxi, "utcOffset: 8h", "utcOffset: P1M", "regions/small/shanxi.yaml:{line}:14: 'utcOffset': 'P1M' counts months or years, which have no fixed length; write days, as in P30D")]
    [InlineData(Shanxi, "utcOffset: 8h", "utcOffset: 8x", "regions/small/shanxi.yaml:{line}:14: 'utcOffset': '8x' is no duration; write it like 15m, 90s, 2h or PT15M")]
    [InlineData(Racks, "design: 2.5 kW", "design: 2.5 kV", "rack-classes.yaml:{line}:15: 'design': 'kV' is no unit of power; use kW, W, MW, GW")]
    [InlineData(Racks, "design: 2.5 kW", "design: 2.5 MW", "rack-classes.yaml:{line}:15: 'design': '2.5 MW' lies outside 0.5 to 400 kW")]
    [InlineData(Racks, "design: 2.5 kW", "design: much", "rack-classes.yaml:{line}:15: 'design': 'much' is no quantity; write a number and a unit, such as \"2.5 kW\"")]
    [InlineData(Racks, "design: 2.5 kW", "design: \"2.5\"", "rack-classes.yaml:{line}:15: 'design': '2.5' has no unit; write it like \"2.5 kW\"")]
    [InlineData(Shanxi, "pueTarget: 1.2", "pueTraget: 1.2", "regions/small/shanxi.yaml:{line}:7: 'hubs[0]' has no key 'pueTraget'; did you mean 'pueTarget'?", "regions/small/shanxi.yaml:{line-7}:7: 'hubs[0]' lacks the key 'pueTarget'; add it")]
    [InlineData(Shanxi, "plant: waterless", "plant: waterles", "regions/small/shanxi.yaml:{line}:18: there is no plant 'waterles'; did you mean 'waterless'?")]
    [InlineData(Plants, "kind: waterless", "kind: watreless", "plants.yaml:{line}:13: 'kind' cannot be 'watreless'; did you mean 'waterless'?")]
    [InlineData(Shanxi, "climate: datong", "climate: [datong]", "regions/small/shanxi.yaml:{line}:16: 'climate' is a list; write a text")]
    [InlineData(Shanxi, "climate: datong", "climate: &here datong", "regions/small/shanxi.yaml:{line}:16: the anchor '&here' is not read; write the value out where it is needed")]
    [InlineData(Shanxi, "climate: datong", "climate: *here", "regions/small/shanxi.yaml:{line}:16: the alias '*here' is not read; write the value out")]
    [InlineData(Shanxi, "climate: datong", "climate: !!str datong", "regions/small/shanxi.yaml:{line}:16: the tag 'tag:yaml.org,2002:str' is not read; leave it out")]
    [InlineData(Shanxi, "climate: datong", "climate:", "regions/small/shanxi.yaml:{line}:15: 'climate' has no value; write one, or leave the key out")]
    [InlineData(Shanxi, "climate: datong", "climate: 5", "regions/small/shanxi.yaml:{line}:16: 'climate' is the number 5; write a text, in quotes: \"5\"")]
    [InlineData(Shanxi, "  hubs:", "  hubs: [", "regions/small/shanxi.yaml:{line+1}:5: this is not YAML: while parsing a node, did not find expected node content")]
    [InlineData(Shanxi, "spec:", "---\nspec:", "regions/small/shanxi.yaml:{line}:1: a second document starts here; put it into a file of its own", "regions/small/shanxi.yaml:{line-6}:1: 'Region' lacks the key 'spec'; add it")]
    [InlineData(Shanxi, "      climate: datong\n", "      climate: nowhere\n", "regions/small/shanxi.yaml:{line}:16: there is no climate 'nowhere'; it is one of datong, horinger, huailai, zhangbei, qingyang, zhongwei, guian, shaoguan, tianfu, chongqing, wuhu, yangtze-delta")]
    [InlineData(Shanxi, "      climate: datong\n", "", "regions/small/shanxi.yaml:{line-6}:7: 'hubs[0]' lacks the key 'climate'; add it")]
    [InlineData(Shanxi, "kind: Region", "kind: Regions", "regions/small/shanxi.yaml:{line}:7: this is a 'Regions' where a 'Region' is wanted; refer to another file, or write 'kind: Region'")]
    [InlineData(Shanxi, "apiVersion: twin/v1", "apiVersion: twin/v2", "regions/small/shanxi.yaml:{line}:13: the version 'twin/v2' is not known; write 'apiVersion: twin/v1'")]
    [InlineData(World, "../plants.yaml", "../plant.yaml", "worlds/small.yaml:{line}:11: there is no file '../plant.yaml'; write it relative to this file")]
    [InlineData(World, "2025-12-31T16:00:00Z", "2025-12-31T16:07:00Z", "worlds/small.yaml:{line}:10: 'start' is 2025-12-31T16:07:00Z; write a full quarter of an hour between 1900 and 2200, such as 2026-07-01T00:00:00Z")]
    [InlineData(World, "2025-12-31T16:00:00Z", "9999-12-31T23:45:00Z", "worlds/small.yaml:{line}:10: 'start' is 9999-12-31T23:45:00Z; write a full quarter of an hour between 1900 and 2200, such as 2026-07-01T00:00:00Z")]
    [InlineData(Plants, "kind: waterless", "kind: waterless\n      compressorStartsPerHour: 5", "plants.yaml:{line+1}:32: 'compressorStartsPerHour' is 5; it lies between 1 and 4")]
    [InlineData(World, "2025-12-31T16:00:00Z", "2025-12-31", "worlds/small.yaml:{line}:10: 'start': '2025-12-31' is no moment in UTC; write it like 2025-12-31T16:00:00Z")]
    [InlineData(World, "  regions:", "  include: [constructing]\n  regions:", "worlds/small.yaml:{line}:13: 'include[0]' cannot be 'constructing'; did you mean 'construction'?")]
    [InlineData(Work, "vacant: 0.36", "vacant: 0.46", "workloads.yaml:{line}:15: the shares of the mix 'coastal-cloud' sum to 1.1; make them sum to 1")]
    [InlineData(Work, "vacant: 0.36", "empty: 0.36", "workloads.yaml:{line}:124: there is no workload class 'empty'; it is one of general-cloud, video-live, esports-cloud, real-time-inference, batch, ai-training, rendering, labelling, cold-storage, vacant")]
    [InlineData(Links, "to: guangzhou, hops: 6", "to: guangzhu, hops: 6", "links-small.yaml:{line}:53: this world has no hub or center 'guangzhu'; did you mean 'guangzhou'?")]
    [InlineData(Links, "length: 330 km", "length: 330", "links-small.yaml:{line}:81: 'length' is the bare number 330; write it with its unit, such as 1053 m")]
    [InlineData(Links, "kind: roundTrip", "kind: rtt", "links-small.yaml:{line}:149: 'kind' cannot be 'rtt'; it is one of oneWay, roundTrip")]
    [InlineData(Links, "{ beijing: 1 }", "{ beijing: 0.9 }", "links-small.yaml:{line}:37: the shares of 'shanxi/datong' sum to 0.9; make them sum to 1")]
    [InlineData(Shanxi, "name: evaporative", "name: waterless", "regions/small/shanxi.yaml:{line}:17: the data center 'shanxi/datong/waterless' is there twice; give both entries a count, or choose another name")]
    [InlineData(Shanxi, "name: evaporative", "name: Evaporative_1", "regions/small/shanxi.yaml:{line}:17: 'Evaporative_1' is no name; use lower-case letters, digits and inner hyphens, at most 40")]
    [InlineData(Shanxi, "name: shanxi", "name: network", "regions/small/shanxi.yaml:{line}:9: 'network' is the name of the root; choose another")]
    [InlineData(Shanxi, "power: class-a", "power: class-a\n          feeds: [west-220-2]", "regions/small/shanxi.yaml:{line+1}:19: this hub has no station 'west-220-2'; did you mean 'west-220-1'?")]
    [InlineData(Climates, "mean: { unit: °C", "mean: { unit: F", "climates.yaml:{line}:21: 'F' is no unit of temperature; use °C, C")]
    [InlineData(Climates, "-10.5,", "-105,", "climates.yaml:{line}:50: 'mean' of month 1 is -105 °C; it lies between -60 and 45 °C")]
    [InlineData(Climates, "-10.5,", "", "climates.yaml:{line}:49: 'values' has 11 items; 12 are wanted")]
    [InlineData(Shanxi, "value: 0.7096", "value: 709.6", "regions/small/shanxi.yaml:{line}:20: 709.6 kg/kWh lies outside 0 to 2 kg/kWh; is the unit right?")]
    [InlineData(Shanxi, "unit: kg/kWh", "unit: t/kWh", "regions/small/shanxi.yaml:{line}:34: 't/kWh' is no unit of carbon; use kg/kWh, g/kWh, t/MWh")]
    [InlineData(Shanxi, "[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0,", "[0.5, 0.5, 0.5, .inf, 0.5, 0.5, 0.5, 1.0,", "regions/small/shanxi.yaml:{line}:29: 'hourly[3]' is the text '.inf'; write a number in plain digits, such as 8 or 0.25")]
    [InlineData(Shanxi, "hubs:", "<<: {}\n  hubs:", "regions/small/shanxi.yaml:{line}:3: 'spec' has no key '<<'; it is one of utcOffset, carbon, price, hubs, grid")]
    [InlineData(Shanxi, "  titleZh: 山西", "\ttitleZh: x", "regions/small/shanxi.yaml:{line-1}:10: this is not YAML: while scanning a plain scalar, found a tab character that violate indentation")]
    [InlineData(Shanxi, "count: 2, class: standard, racks: 240", "count: 100, class: standard, racks: 20000", "regions/small/shanxi.yaml:{line}:13: 'waterless' has 2000000 racks; at most 100000 stand in one data center, so make several with 'count'")]
    [InlineData(
        Shanxi, "- { count: 2, class: standard, racks: 240, racksPerRow: 30, mix: datong-cloud }",
        "- { count: 100, class: standard, racks: 1, mix: datong-cloud }\n            - { count: 100, class: standard, racks: 1, mix: datong-cloud }\n            - { count: 100, class: standard, racks: 1, mix: datong-cloud }",
        "regions/small/shanxi.yaml:{line}:13: 'waterless' has 300 halls; at most 256 stand in one data center, so make several with 'count'")]
    public void A_spoilt_file_is_refused_with_every_fault_at_its_place(string file, string old, string with, params string[] faults)
    {
        using var world = new WorldOnDisk();
        var line = world.Replace(file, old, with);
        world.Faults().ShouldBe(faults.Select(f => Placed(f, line)));
    }

    [Theory]
    [InlineData("", "regions/small/shanxi.yaml: the file is empty; a file of ours starts with 'apiVersion: twin/v1' and 'kind: …'")]
    [InlineData("hello", "regions/small/shanxi.yaml:1:1: the file holds the text 'hello'; a file of ours starts with 'apiVersion: twin/v1' and 'kind: Region'")]
    [InlineData("- a", "regions/small/shanxi.yaml:1:1: the file holds a list; a file of ours starts with 'apiVersion: twin/v1' and 'kind: Region'")]
    public void A_file_that_is_none_of_ours_is_refused(string text, string fault)
    {
        using var world = new WorldOnDisk();
        world.Write(Shanxi, text);
        world.Faults().ShouldBe([fault]);
    }

    [Fact]
    public void Depth_size_and_count_are_bounded()
    {
        using var world = new WorldOnDisk();
        world.Write(Shanxi, new string('[', 100_000));
        world.Faults().ShouldBe(["regions/small/shanxi.yaml:1:34: more than 32 levels stand inside one another; files of ours need fewer than ten"]);
        world.Write(Shanxi, new string('x', 5 * 1024 * 1024));
        world.Faults().ShouldBe(["regions/small/shanxi.yaml: the file has 5.0 MiB; files of ours have at most 4 MiB"]);
        world.Write(Shanxi, $"apiVersion: twin/v1\nkind: Region\nspec: [{string.Concat(Enumerable.Repeat("1,", 300_000))}]");
        world.Faults().ShouldBe(["regions/small/shanxi.yaml:3:399994: the file holds more than 200,000 values; use 'count' for things that are alike"]);
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        using var world = new WorldOnDisk();
        File.WriteAllBytes(world.PathOf(Shanxi), [0xFF, 0xFE, 0x00, 0xD8]);
        world.Faults().ShouldBe([$"{Shanxi}: the file is not text in UTF-8; save it as UTF-8"]);
    }

    [Theory]
    [InlineData("{\"apiVersion\": \"twin/v1\",\n \"kind\": \"Plants\", \"metadata\": {\"name\":\"a\",\n\t\"name\": \"b\"}, \"spec\": {\"plants\": []}}", "plants.json:3:2: the key 'name' stands here a second time, first on line 2; keep one", "plants.json:3:35: 'plants' has 0 items; 1 to 200 are wanted")]
    [InlineData("{\"a\":1,}", "plants.json:1:8: this is not JSON: The JSON object contains a trailing comma at the end which is not supported in this mode")]
    [InlineData("{\"a\": 010}", "plants.json:1:8: this is not JSON: Invalid leading zero before '1'")]
    [InlineData("{} {}", "plants.json:1:4: this is not JSON: '{' is invalid after a single JSON value. Expected end of data")]
    [InlineData("// hi\n{}", "plants.json:1:1: this is not JSON: '/' is an invalid start of a value")]
    public void Spoilt_json_is_refused_at_its_place(string text, params string[] faults)
    {
        using var world = new WorldOnDisk();
        world.Write("plants.json", text);
        world.Replace(World, "plants.yaml", "plants.json");
        world.Faults().ShouldBe(faults);
    }

    [Fact]
    public void All_faults_of_all_files_are_told_at_once()
    {
        using var world = new WorldOnDisk();
        world.Replace(Racks, "design: 2.5 kW", "design: 2.5");
        world.Replace(Plants, "kind: waterless", "kind: dry");
        world.Replace(Shanxi, "racks: 240", "racks: many");
        world.Replace(Shanxi, "pueTarget: 1.2", "pue: 1.2");
        world.Faults().Length.ShouldBe(5);
    }

    [Fact]
    public void A_world_that_is_not_there_is_named_with_a_suggestion() =>
        Should.Throw<ConfigException>(() => WorldLoader.Load("chnia")).Message
            .ShouldBe("chnia: there is no world file or built-in world of this name; did you mean 'china'?");

    // {line} is the line of what was replaced, {line-7} one before it: the figures of the world may change, these tests not.
    private static string Placed(string fault, int line) =>
        Regex.Replace(fault, @"\{line(?<offset>[+-]\d+)?\}", m => $"{line + (m.Groups["offset"].Success ? int.Parse(m.Groups["offset"].Value) : 0)}", RegexOptions.ExplicitCapture);
}
