using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Twin.House.Tests;

/// <summary>Tests that call <c>./run</c> in this checkout: one after the other, for two at once would build into one place.</summary>
[CollectionDefinition(Name)]
public sealed class RunningTwinCollection : ICollectionFixture<RunningTwin>
{
    public const string Name = "running twin";
}

/// <summary>The twin as <c>./run</c> starts it in this checkout, on a free port and keeping nothing; started when it is first asked for.</summary>
public sealed class RunningTwin : IDisposable
{
    // A first run restores and builds everything.
    private static readonly TimeSpan FirstRun = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _said = new();
    private readonly Lazy<string> _address;
    private Process? _process;

    public RunningTwin() => _address = new Lazy<string>(Start);

    /// <summary>Where it answers, once it is ready.</summary>
    /// <exception cref="InvalidOperationException">It did not become ready; says what it wrote.</exception>
    public string Address => _address.Value;

    /// <summary>What it has written so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Stops it as Ctrl+C does, and returns its exit code.</summary>
    public int Stop()
    {
        var process = _process ?? throw new InvalidOperationException("The twin was not started.");
        CtrlC.Press(process.Id);
        if (!process.WaitForExit(Patience))
        {
            throw new TimeoutException($"./run had not stopped {Patience.TotalSeconds} s after it was asked to:\n{Said}");
        }

        process.WaitForExit(); // until its output is read to the end
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
    }

    private string Start()
    {
        var port = FreePort();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

        CtrlC.Hear();

        // exec: the process that is stopped is the twin itself.
        _process = Shell.Start(Checkout.Root, $"exec ./run --urls {address} --ephemeral", environment: null, line =>
        {
            lock (_said)
            {
                _said.Append(line).Append('\n');
            }
        });
        using var http = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (!IsReady(http, address))
        {
            if (_process.HasExited || waited.Elapsed > FirstRun)
            {
                throw new InvalidOperationException($"./run is not ready after {waited.Elapsed.TotalSeconds:0} s. It wrote:\n{Said}");
            }

            _process.WaitForExit(TimeSpan.FromMilliseconds(100));
        }

        return address;
    }

    private static bool IsReady(HttpClient http, string address)
    {
        try
        {
            using var response = http.GetAsync($"{address}/health/ready").GetAwaiter().GetResult();
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
