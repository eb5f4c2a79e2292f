using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Api.Tests;

/// <summary>The small world served by the real server on a free port, as a caller meets it.</summary>
public sealed class ServedTwin : IAsyncLifetime
{
    private static readonly Lazy<LoadedWorld> Small = new(() => WorldLoader.Load("small"));

    private WebApplication _app = null!;

    public EmbeddedTwin Twin { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What the API is told; set before it starts.</summary>
    /// <remarks>On a busy machine a reader waits for seconds: only tests on a clock of their own fall behind.</remarks>
    public TwinApiOptions Options { get; init; } = new() { Heartbeat = TimeSpan.FromMilliseconds(200), StreamPatience = TimeSpan.FromMinutes(5) };

    public double Speed { get; init; } = 600;

    public bool Paused { get; init; }

    /// <summary>Settles when the twin has its first tick.</summary>
    public async Task InitializeAsync()
    {
        Twin = await EmbeddedTwin.Open(new EmbeddedOptions
        {
            World = Small.Value.World, WorldDigest = Small.Value.Digest, Threads = 1, Speed = Speed, Paused = Paused,
        });
        ListenAddresses.TryRead("http://127.0.0.1:0", out var addresses, out _).ShouldBeTrue();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTwinServer(addresses, Options);
        builder.Services.AddSingleton<ITwin>(Twin);
        builder.Services.AddTwinApi(Options);
        _app = builder.Build();
        _app.MapTwinApi();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience };
        if (!Paused)
        {
            await Until(0);
        }
    }

    /// <summary>How long a fact may take before a test says that it did not come.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Twin.DisposeAsync();
    }

    /// <summary>Waits until a tick is complete and shown.</summary>
    public async Task<Frame> Until(long tick)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var frame in Twin.Watch(patience.Token))
        {
            if (frame.Tick >= tick)
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The twin ended before tick {tick}.");
    }

    public async Task<JsonNode> Get(string path)
    {
        using var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, $"GET {path}: {text}");
        return JsonNode.Parse(text)!;
    }

    public Task<HttpResponseMessage> Post(string path, string body, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await Http.SendAsync(request);
    }

    /// <summary>The answer's JSON; the answer must have the status.</summary>
    public static async Task<JsonNode> Read(HttpResponseMessage response, int status)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(status, text);
            return JsonNode.Parse(text)!;
        }
    }

    /// <summary>A problem of that status, complete in itself.</summary>
    public static async Task<JsonNode> Problem(HttpResponseMessage response, int status)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await Read(response, status);
        problem["status"]!.GetValue<int>().ShouldBe(status);
        problem["title"]!.GetValue<string>().ShouldNotBeEmpty();
        problem["detail"]!.GetValue<string>().Length.ShouldBeGreaterThan(20);
        foreach (var error in problem["errors"]!.AsArray())
        {
            error!["message"]!.GetValue<string>().Length.ShouldBeGreaterThan(10);
        }

        return problem;
    }
}
