using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Twin.Grains.Tests.Clusters;

namespace Twin.Grains.Tests.Postgres;

/// <summary>A .NET program of this repository, run beside the tests, and what it says.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly List<(Regex Pattern, TaskCompletionSource<Match> Heard)> _awaited = [];

    /// <param name="arguments">Of <c>dotnet</c>: a program's file and its own arguments, or a verb.</param>
    public ChildProcess(string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Root };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Up(new DirectoryInfo(AppContext.BaseDirectory)).FullName;

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

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

    /// <summary>The next line that matches, from now on.</summary>
    /// <exception cref="InvalidOperationException">The program ended first.</exception>
    /// <exception cref="TimeoutException">It was not said.</exception>
    public async Task<Match> Line(string pattern)
    {
        var heard = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_said)
        {
            _awaited.Add((new Regex(pattern), heard));
        }

        var ended = _process.WaitForExitAsync();
        await Task.WhenAny(heard.Task, ended, Task.Delay(SmallCluster.Patience));
        return heard.Task.IsCompleted ? await heard.Task
            : ended.IsCompleted ? throw new InvalidOperationException($"The program ended with exit code {_process.ExitCode} and never said '{pattern}'. It said:\n{Said}")
            : throw new TimeoutException($"The program did not say '{pattern}' within {SmallCluster.Patience.TotalSeconds} s. It said:\n{Said}");
    }

    /// <summary>Runs a program to its end, which must be good.</summary>
    public static async Task Run(string arguments)
    {
        await using var child = new ChildProcess(arguments);
        await child._process.WaitForExitAsync().WaitAsync(SmallCluster.Patience);
        child._process.ExitCode.ShouldBe(0, $"dotnet {arguments}\n{child.Said}");
    }

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

    private static DirectoryInfo Up(DirectoryInfo at) => File.Exists(Path.Combine(at.FullName, "Twin.sln")) ? at : Up(at.Parent!);

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
            foreach (var (pattern, heard) in _awaited)
            {
                if (pattern.Match(line) is { Success: true } match)
                {
                    heard.TrySetResult(match);
                }
            }

            _awaited.RemoveAll(a => a.Heard.Task.IsCompleted);
        }
    }
}
