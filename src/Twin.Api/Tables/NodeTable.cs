using Twin.Contracts;

namespace Twin.Api;

/// <summary>Nodes at one tick, a row each.</summary>
internal static class NodeTable
{
    public static Table Of(TwinInfo info, Frame frame, IEnumerable<int> nodes, MetricSelection metrics) => Table.Of(
        $"nodes-{frame.Tick}",
        [
            new("time", "UTC"), new("path"), new("kind"), new("name"),
            .. metrics.Metrics.Select(m => new Column(m.Name, m.Unit)), new("quality"),
        ],
        nodes.Select(i => (object?[])
        [
            Wire.Time(frame.TimeMs), info.Nodes[i].Path.Value, NodeSelection.Levels[(int)info.Nodes[i].Kind], info.Nodes[i].Name,
            .. metrics.Metrics.Select(m => (object?)m.Of(frame.Nodes[i])), Wire.Quality,
        ]));
}
