using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Twin.Workplace.Tests;

/// <summary>The program <c>twin-silo</c> as people start it, in a process of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private SiloProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="urls">Where to listen; port 0 takes any free one.</param>
    public static async Task<SiloProcess> Start(string urls = "http://127.0.0.1:0", string world = "small", params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "twin-silo.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--world", world, "--ephemeral", "--urls", urls, .. more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var said = new List<string>();
        var open = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }

            if (line is not null && Regex.Match(line, "open +(http://[^ ]+)") is { Success: true } match)
            {
                open.TrySetResult(new Uri(match.Groups[1].Value));
            }
        }

        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var exited = process.WaitForExitAsync();
            var first = await Task.WhenAny(open.Task, exited).WaitAsync(Patience);
            if (first == exited)
            {
                throw new InvalidOperationException($"twin-silo ended with exit code {process.ExitCode}:\n{string.Join('\n', said)}");
            }

            return new SiloProcess(process, await open.Task);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>What the process has used so far, and holds now.</summary>
    public (TimeSpan Processor, long ResidentBytes) Cost
    {
        get
        {
            _process.Refresh();
            return (_process.TotalProcessorTime, _process.WorkingSet64);
        }
    }

    /// <summary>As a power cut would.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }
}
