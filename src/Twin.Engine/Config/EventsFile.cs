using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>Reads a file of events for a run.</summary>
public static class EventsFile
{
    /// <summary>The file's events in its order, each at its moment.</summary>
    /// <param name="path">YAML or JSON.</param>
    /// <param name="world">The world that they happen in.</param>
    /// <exception cref="ConfigException">Something is wrong; it lists all that was found, each with file, line and column.</exception>
    public static IReadOnlyList<TwinEvent> Load(string path, WorldSpec world)
    {
        var faults = new FaultList();
        var file = new ConfigReader(faults).Read<ConfigFile<EventsEntry>>(path, ConfigKinds.Events, path);
        var events = new List<TwinEvent>();
        for (var i = 0; i < (file?.Value.Spec.Events.Length ?? 0); i++)
        {
            if (Read(file!, i, world, faults) is { } e)
            {
                events.Add(e);
            }
        }

        faults.ThrowIfAny();
        return events;
    }

    private static TwinEvent? Read(ConfigDocument<ConfigFile<EventsEntry>> file, int index, WorldSpec world, FaultList faults)
    {
        var entry = file.Value.Spec.Events[index];
        var pointer = $"/spec/events/{index}";
        var before = faults.Count;
        if (!NodePath.TryParse(entry.Target, out var target, out var fault))
        {
            Fault("target", fault);
        }

        var facts = EventCatalogue.Of(entry.Kind);
        var magnitude = facts.Usual;
        if (entry.Magnitude is not null && !Magnitudes.TryRead(entry.Magnitude, facts, out magnitude, out fault))
        {
            Fault("magnitude", fault);
        }

        if (entry is { Endless: true, DurationS: not null })
        {
            Fault("duration", "An endless event has no duration; leave one of them out.");
        }

        if (faults.Count > before)
        {
            return null;
        }

        var startMs = world.StartMs + Ms(entry.AtS);
        var request = new InjectRequest(
            null, "", entry.Kind, target, entry.Selection ?? "", startMs, magnitude, entry.DurationS is { } d ? Ms(d) : null,
            entry.Endless, entry.RampS is { } r ? Ms(r) : null, entry.Reason ?? "");
        var e = request.Resolve($"{file.Value.Metadata.Name}-{index + 1}", startMs);
        foreach (var wrong in EventRules.Check(world, e))
        {
            Fault(wrong.Field, wrong.Message);
        }

        return e;

        void Fault(string field, string message) => faults.Add(file.File, file.At($"{pointer}/{field}"), message);
    }

    private static long Ms(double seconds) => (long)Math.Round(seconds * 1000);
}
