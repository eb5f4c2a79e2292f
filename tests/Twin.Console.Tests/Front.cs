using Twin.Workplace.Tests;

namespace Twin.Page.Tests;

/// <summary>What the tests open that hold for the live page and for the console alike: here, the console.</summary>
internal static class Front
{
    /// <summary>Where it is; the view is in the query.</summary>
    public const string Path = "/console";

    public static Task<TwinHost> Start(double speed = 600, bool paused = false) => ConsoleHost.Start(speed: speed, paused: paused);
}
