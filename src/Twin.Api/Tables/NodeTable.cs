using Twin.Contracts;

namespace Twin.Api;

/// <summary>Nodes at one tick, a row each.</summary>
internal static class NodeTable
{
    private static readonly Column[] Policy = [new("policyPueTarget"), new("policyGreenShare"), new("policyRackUpShare"), new("policyStations")];

    /// <param name="policy">True where each row says what a hub is held to by policy.</param>
    public static Table Of(TwinInfo info, Frame frame, IEnumerable<int> nodes, MetricSelection metrics, bool policy = false) => Table.Of(
        $"nodes-{frame.Tick}",
        [
            new("time", "UTC"), new("path"), new("kind"), new("name"),
            .. metrics.Metrics.Select(m => new Column(m.Name, m.Unit)), .. policy ? Policy : [], new("quality"),
        ],
        nodes.Select(i => (object?[])
        [
            Wire.Time(frame.TimeMs), info.Nodes[i].Path.Value, NodeSelection.Levels[(int)info.Nodes[i].Kind], info.Nodes[i].Name,
            .. metrics.Metrics.Select(m => (object?)m.Of(frame.Nodes[i])), .. policy ? Cells(info.Nodes[i].Policy) : [], Wire.Quality,
        ]));

    private static object?[] Cells(PolicyView? p) => p is null ? new object?[Policy.Length] : [p.PueTarget, p.GreenShare, p.RackUpShare, p.Stations];
}
