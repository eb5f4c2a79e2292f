using System.Diagnostics;
using System.Text;

namespace Twin.Cli.Tests;

/// <summary>The built tool, run as a process of its own, as a person or a script runs it.</summary>
internal static class Tool
{
    /// <summary>How long a run may take before a test says that it did not end.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolResult> Run(params string[] arguments)
    {
        await using var tool = Start(arguments);
        return await tool.Ended();
    }

    public static RunningTool Start(params string[] arguments) => Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "twin.dll"), .. arguments]);

    /// <summary>Starts it where no file grows beyond a limit, as on a disk that is full.</summary>
    /// <param name="mostKiB">The limit; the runtime's own mappings, which are files too, are kept out of it.</param>
    public static RunningTool StartOnFullDisk(int mostKiB, params string[] arguments) => Start(
        "bash",
        [
            "-c", $"trap '' XFSZ; ulimit -f {mostKiB}; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$@\"",
            "bash", Path.Combine(AppContext.BaseDirectory, "twin.dll"), .. arguments,
        ]);

    private static RunningTool Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        CtrlC.Hear();
        return new RunningTool(Process.Start(start)!);
    }
}

/// <summary>What the tool said, and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Out}\n{Error}";
}

/// <summary>The tool while it runs.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _said = new(0);

    public RunningTool(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(_out, e.Data);
        process.ErrorDataReceived += (_, e) => Take(_error, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Waits for a line of output that contains the text.</summary>
    public async Task<string> Says(string text)
    {
        using var patience = new CancellationTokenSource(Tool.Patience);
        while (true)
        {
            lock (_out)
            {
                if (_out.ToString().Split('\n').FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line)
                {
                    return line;
                }
            }

            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The tool ended before it said '{text}': {await Ended()}");
            }

            await _said.WaitAsync(TimeSpan.FromMilliseconds(200), patience.Token);
        }
    }

    /// <summary>As Ctrl+C does.</summary>
    public void PressCtrlC() => CtrlC.Press(_process.Id);

    public async Task<ToolResult> Ended()
    {
        using var patience = new CancellationTokenSource(Tool.Patience);
        await _process.WaitForExitAsync(patience.Token);
        lock (_out)
        {
            lock (_error)
            {
                return new ToolResult(_process.ExitCode, _out.ToString(), _error.ToString());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _said.Dispose();
    }

    private void Take(StringBuilder to, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (to)
        {
            to.Append(line).Append('\n');
        }

        try
        {
            _said.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last lines of a tool that was not waited for.
        }
    }
}
