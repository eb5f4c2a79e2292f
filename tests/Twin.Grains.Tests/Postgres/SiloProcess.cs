using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Twin.Grains.Tests.Postgres;

/// <summary>A silo as a program of its own, started as <c>./run</c> does.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(string arguments, string postgres)
    {
        var start = new ProcessStartInfo("dotnet", $"{Program} serve {arguments}") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TWIN_POSTGRES"] = postgres;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The silo ended with exit code {_process.ExitCode} before it was ready. It said:\n{Said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

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

    private static string Program
    {
        get
        {
            DirectoryInfo at = new(AppContext.BaseDirectory);
            var (framework, configuration) = (at.Name, at.Parent!.Name);
            while (!File.Exists(Path.Combine(at.FullName, "Twin.sln")))
            {
                at = at.Parent!;
            }

            return Path.Combine(at.FullName, "src", "Twin.Silo", "bin", configuration, framework, "twin-silo.dll");
        }
    }

    /// <summary>Starts a silo, and waits until its API listens.</summary>
    public static async Task<SiloProcess> Start(string arguments, string postgres)
    {
        var silo = new SiloProcess(arguments, postgres);
        try
        {
            await silo._address.Task.WaitAsync(Clusters.SmallCluster.Patience);
            return silo;
        }
        catch (TimeoutException e)
        {
            var said = silo.Said;
            await silo.DisposeAsync();
            throw new TimeoutException($"The silo was not ready after {Clusters.SmallCluster.Patience.TotalSeconds} s. It said:\n{said}", e);
        }
    }

    /// <summary>Where its API listens.</summary>
    public string Address => _address.Task.Result;

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line is not null && Regex.Match(line, @"^\s+open\s+(http\S+)") is { Success: true } open)
        {
            _address.TrySetResult(open.Groups[1].Value);
        }
    }
}
