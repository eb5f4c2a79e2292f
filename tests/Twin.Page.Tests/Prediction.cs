using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>What the model says, made outside the server: a world of the same seed that is stepped here.</summary>
internal static class Prediction
{
    /// <param name="tick">The last tick that is stepped.</param>
    /// <param name="events">Events as the server accepted them, to begin with the first tick.</param>
    public static World At(TwinInfo info, long tick, TwinEvent[] events)
    {
        var world = new World(info.World, info.WorldDigest, info.Seed, info.StepMs, Environment.ProcessorCount);
        TwinCommand[] commands = [.. events.Select(e => new InjectCommand { Id = e.Id, By = e.By, Event = e })];
        while (world.TickIndex < tick)
        {
            world.Step(world.TickIndex < 0 ? commands : []);
        }

        return world;
    }
}
