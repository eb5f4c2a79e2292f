using System.Diagnostics;
using System.Text;

namespace Twin.House.Tests;

/// <summary>How a command ended: its exit code, and what it wrote to both outputs.</summary>
internal sealed record ShellResult(int ExitCode, string Output)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

internal static class Shell
{
    /// <summary>Runs a bash command in a folder, without input, and waits for its end.</summary>
    public static ShellResult Run(
        string folder, string command, IReadOnlyDictionary<string, string>? environment = null, int timeoutSeconds = 600)
    {
        var output = new StringBuilder();
        using var process = Start(folder, command, environment, line => { lock (output) { output.Append(line).Append('\n'); } });
        if (!process.WaitForExit(TimeSpan.FromSeconds(timeoutSeconds)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' had not ended after {timeoutSeconds} s. It wrote:\n{output}");
        }

        process.WaitForExit();   // until both outputs are read to their ends
        return new ShellResult(process.ExitCode, output.ToString());
    }

    /// <summary>Starts a bash command; <paramref name="onLine"/> gets each line it writes, from other threads.</summary>
    public static Process Start(
        string folder, string command, IReadOnlyDictionary<string, string>? environment, Action<string> onLine)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) { onLine(line.Data); } };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) { onLine(line.Data); } };
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
