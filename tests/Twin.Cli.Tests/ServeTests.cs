using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Twin.Cli.Tests;

public sealed class ServeTests
{
    [Fact]
    public async Task A_second_start_goes_on_where_the_first_one_stopped()
    {
        using var scratch = new Scratch();
        long stopped;
        await using (var first = Serve("--data", scratch.Folder))
        {
            var http = await Open(first);
            using var accepted = await http.PostAsJsonAsync("/api/v1/events", new { id = "kept", kind = "heatWave", target = "shanxi/datong" });
            accepted.EnsureSuccessStatusCode();
            first.PressCtrlC();
            var result = await first.Ended();
            result.ExitCode.ShouldBe(0, result.ToString());
            var last = result.Out.Split('\n').Single(l => l.StartsWith("Stopped after tick ", StringComparison.Ordinal));
            last.ShouldContain("goes on from there");
            stopped = long.Parse(last["Stopped after tick ".Length..last.IndexOf(';', StringComparison.Ordinal)]);
        }

        await using var second = Serve("--data", scratch.Folder);
        (await second.Says("  time ")).ShouldContain("goes on at");
        var again = await Open(second);
        (await again.GetFromJsonAsync<JsonNode>("/api/v1/network"))!["tick"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(stopped);
        (await again.GetFromJsonAsync<JsonNode>("/api/v1/events"))!.AsArray().Single()!["id"]!.GetValue<string>().ShouldBe("kept");

        // Two at once on the same data would be two truths.
        var third = await Tool.Run("serve", "--world", "small", "--urls", "http://127.0.0.1:0", "--data", scratch.Folder);
        third.ExitCode.ShouldBe(1);
        third.Error.ShouldContain("in use");
    }

    [Fact]
    public async Task Its_banner_says_what_runs_and_what_is_kept()
    {
        await using var twin = Serve("--ephemeral");
        await Open(twin);
        (await twin.Says("racks, ")).ShouldContain("world 'small': 2,000 racks");
        (await twin.Says("  data ")).ShouldContain("EPHEMERAL");
    }

    [Fact]
    public async Task A_port_in_use_is_said_with_the_way_out()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var result = await Tool.Run("serve", "--world", "small", "--ephemeral", "--urls", $"http://{taken.LocalEndpoint}");
        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldContain("the port is in use");
        result.Error.ShouldContain("--urls");
    }

    [Fact]
    public async Task A_full_disk_ends_it_as_a_failure_that_is_told_once()
    {
        using var scratch = new Scratch();
        await using var twin = Tool.StartOnFullDisk(
            400, "serve", "--world", "small", "--urls", "http://127.0.0.1:0", "--threads", "1", "--step", "60s", "--speed", "36000", "--data", scratch.Folder);
        var result = await twin.Ended();
        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldStartWith("The twin stopped on an error");
        result.Error.ShouldContain("Check that the disk has room");
        result.Error.ShouldNotContain("   at ");
        result.Out.ShouldNotContain("goes on from there");
    }

    [Fact]
    public void Data_has_a_folder_for_each_world_seed_and_step()
    {
        var place = DataPlace.Of("china", "digest", 1, 10_000);
        Path.GetFileName(place).ShouldStartWith("china-");
        DataPlace.Of("china", "digest", 1, 10_000).ShouldBe(place);
        new[] { DataPlace.Of("china", "other", 1, 10_000), DataPlace.Of("china", "digest", 2, 10_000), DataPlace.Of("china", "digest", 1, 60_000) }
            .ShouldNotContain(place);
    }

    private static RunningTool Serve(params string[] arguments) =>
        Tool.Start(["serve", "--world", "small", "--urls", "http://127.0.0.1:0", "--threads", "1", .. arguments]);

    /// <summary>A client of a twin that is ready.</summary>
    private static async Task<HttpClient> Open(RunningTool twin)
    {
        var line = await twin.Says("  open ");
        var http = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]), Timeout = Tool.Patience };
        using var patience = new CancellationTokenSource(Tool.Patience);
        while (true)
        {
            using var ready = await http.GetAsync("/health/ready", patience.Token);
            if (ready.IsSuccessStatusCode)
            {
                return http;
            }
        }
    }
}
