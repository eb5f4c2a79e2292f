using System.Runtime.InteropServices;

namespace Twin.Tests;

/// <summary>Ctrl+C, for programs that tests start.</summary>
internal static class CtrlC
{
    private const int Interrupt = 2; // SIGINT
    private const nint Default = 0, Ignored = 1;

    /// <summary>A shell without job control lets what it starts in the background ignore Ctrl+C, and so all that that starts: this lets it be heard again.</summary>
    public static void Hear()
    {
        var before = Signal(Interrupt, Default);
        if (before != Ignored)
        {
            _ = Signal(Interrupt, before);
        }
    }

    public static void Press(int process) => Kill(process, Interrupt).ShouldBe(0);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint Signal(int signal, nint handler);
}
