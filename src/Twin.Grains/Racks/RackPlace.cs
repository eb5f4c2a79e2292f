using Twin.Model;

namespace Twin.Grains;

/// <summary>Where a rack stands.</summary>
/// <param name="Index">Among its data center's racks.</param>
/// <param name="Row">In its data center's columns.</param>
/// <param name="Physics">Its class at that place.</param>
internal readonly record struct RackPlace(RacksOfCenter Center, int Index, uint Row, RackPhysics Physics);

/// <summary>What all racks of a data center share on a silo.</summary>
internal sealed class RacksOfCenter
{
    private readonly NodePath _path;
    private readonly int[] _racks;
    private readonly int[] _firstRow;
    private readonly RackPhysics[] _physics;
    private IDataCenterSteps? _grain;

    public RacksOfCenter(DataCenter center)
    {
        (_path, Seed) = (center.Spec.Path, center.RackSeed);
        _racks = [.. center.Spec.Halls.Select(h => h.Racks)];
        _firstRow = [.. _racks.Select((_, h) => center.Racks.HallRows(h).Start)];
        _physics = [.. _racks.Select((_, h) => center.Physics(h))];
    }

    /// <summary>Of the racks' noise.</summary>
    public uint Seed { get; }

    /// <summary>The data center that lends them.</summary>
    public IDataCenterSteps Grain(IGrainFactory grains) => _grain ??= grains.GetGrain<IDataCenterSteps>(_path.Value);

    public RackPlace Place(int rack)
    {
        var (hall, at) = (0, rack);
        while (at >= _racks[hall])
        {
            at -= _racks[hall++];
        }

        return new RackPlace(this, rack, (uint)(_firstRow[hall] + at), _physics[hall]);
    }
}
