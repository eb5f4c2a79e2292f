using Twin.Grains.Tests.Clusters;
using Twin.Model;

namespace Twin.Grains.Tests.Hashes;

/// <summary>A mismatch is told with the field that differs first, and both values.</summary>
public sealed class StateDifferenceTests
{
    [Fact]
    public void The_first_field_that_differs_is_named()
    {
        var hub = SmallCluster.World.Hubs.First();
        var center = new DataCenter(hub.DataCenters[0], hub, 1);
        var writer = new StateWriter();
        center.Visit(writer);
        var same = new StateDifference(writer.ToArray());
        center.Visit(same);
        same.First.ShouldBeNull();

        center.Racks.SiliconC[5] += 1;
        var column = new StateDifference(writer.ToArray());
        center.Visit(column);
        column.First!.ShouldStartWith("Racks.SiliconC[5]: saved ");

        center.State.Power.FuelL = 12.5;
        var field = new StateDifference(writer.ToArray());
        center.Visit(field);
        field.First!.ShouldStartWith("FuelL: saved ");
        field.First!.ShouldContain("walked 12.5 (0x");
    }
}
