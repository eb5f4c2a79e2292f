using System.Globalization;
using Twin.Engine;
using Twin.Model;

namespace Twin.Cli;

/// <summary>
/// Where a twin keeps its data when nobody says: under the user's own data, apart from any checkout, so that it outlives
/// a clean build and a new clone; in a folder for each world as made, seed, step and version, so that a twin goes on
/// where the same one stopped, and another never meets its data.
/// </summary>
internal static class DataPlace
{
    public static string Of(string world, string digest, ulong seed, int stepMs)
    {
        var key = StableHash.Of(string.Create(CultureInfo.InvariantCulture, $"{digest} {seed} {stepMs} {ProgramVersion.Text}"));
        return Path.Combine(Root(), $"{world}-{(uint)(key ^ (key >> 32)):x8}");
    }

    // The XDG base directory rules; elsewhere than on Linux the system's own place.
    private static string Root()
    {
        var given = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var data = !string.IsNullOrEmpty(given) && Path.IsPathRooted(given)
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "twin")
            : throw new ToolException(ExitCodes.Failed, "This user has no home folder to keep data in. Name one with --data DIR, or keep nothing with --ephemeral.");
    }
}
