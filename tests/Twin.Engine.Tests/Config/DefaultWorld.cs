using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

/// <summary>The default world, loaded once for all tests that only look at it.</summary>
internal static class DefaultWorld
{
    private static readonly Lazy<LoadedWorld> Once = new(() => WorldLoader.Load(WorldFolder.DefaultWorld));

    public static LoadedWorld Loaded => Once.Value;
}
