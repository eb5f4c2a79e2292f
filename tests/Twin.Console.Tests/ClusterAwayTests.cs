using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans.Hosting;
using Orleans.TestingHost;
using Twin.Contracts;
using Twin.Engine.Config;
using Twin.Grains;

namespace Twin.Workplace.Tests;

/// <summary>The second tier: the server that a browser talks to is there, and the cluster behind it is not.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ClusterAwayTests(Browser browser)
{
    // By this the testing host asks silos whether they know of each other.
    private const string OfTestingHost = "Orleans.Runtime.TestHooks.ITestHooks";

    [BrowserFact]
    public async Task While_the_cluster_is_away_the_last_picture_is_greyed_with_its_time_and_comes_back_by_itself()
    {
        var gate = new Gate();
        var builder = new InProcessTestClusterBuilder(1);
        var world = WorldLoader.Load("small");
        var options = new TwinClusterOptions { World = world.World, WorldDigest = world.Digest };
        builder.ConfigureSilo((_, silo) => silo
            .AddTwin(options with { OpenToClients = [.. options.OpenToClients, OfTestingHost] })
            .AddIncomingGrainCallFilter(async call =>
            {
                await gate.Open;
                await call.Invoke();
            }));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await using var host = await ConsoleHost.Serve(cluster.Silos[0].ServiceProvider.GetRequiredService<ITwin>());
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console?node=shanxi/datong");
        await visit.ShowsIn("twin-bar .banner", "LIVE");
        await visit.ShowsIn("twin-hub tbody", "Waterless halls");

        gate.Close(); // no call to any grain comes through any more
        await visit.ShowsIn(".crumbs .stale", "As of");
        await visit.ShowsIn("twin-bar .banner", "STALE");
        await visit.ShowsIn("twin-bar .lost", "UTC+8");
        var (line, crumbs) = (await visit.Page.Locator("twin-bar .lost").BoundingBoxAsync(), await visit.Page.Locator(".crumbs").BoundingBoxAsync());
        (line!.Y + line.Height).ShouldBeLessThanOrEqualTo(crumbs!.Y + 1, "the line that says so covers nothing");
        var last = await visit.Page.Locator("twin-bar .time b").InnerTextAsync();
        await visit.ShowsIn("twin-hub tbody", "Waterless halls");
        (await visit.Page.Locator("main").EvaluateAsync<string>("m => getComputedStyle(m).filter")).ShouldContain("grayscale");
        (await visit.Page.Locator("html[data-lost]").CountAsync()).ShouldBe(0, "the circuit itself lives");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await visit.ShowsIn("h1", "Settings");
        await visit.Page.GoBackAsync();
        await visit.ShowsIn("h1", "Datong");
        (await visit.Page.Locator("twin-bar .time b").InnerTextAsync()).ShouldBe(last, "a picture without a cluster is the last one");

        gate.Release();
        await visit.ShowsIn("twin-bar .banner", "LIVE");
        await Assertions.Expect(visit.Page.Locator(".crumbs .stale")).ToHaveCountAsync(0, new() { Timeout = Facts.PageMs });
        await Assertions.Expect(visit.Page.Locator("twin-bar .time b")).Not.ToHaveTextAsync(last, new() { Timeout = Facts.PageMs });
        (await visit.Page.Locator("main").EvaluateAsync<string>("m => getComputedStyle(m).filter")).ShouldBe("none");
        visit.Complaints.ShouldBeEmpty();
    }

    /// <summary>Where calls wait while it is closed.</summary>
    private sealed class Gate
    {
        private volatile TaskCompletionSource _open = Opened();

        public Task Open => _open.Task;

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _open.TrySetResult();

        private static TaskCompletionSource Opened()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
