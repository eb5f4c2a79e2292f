using FsCheck;
using FsCheck.Fluent;
using Twin.Model.Grid;

namespace Twin.Model.Tests.Grid;

public class DispatchTests
{
    private static readonly GridLosses Losses = new(1000, 0.005, 0.035);

    private static DispatchNeed Need(double offered, double demand = 500, double contract = 100, double export = 300, double centers = 200) => new()
    {
        DataCenterKw = centers, DemandKw = demand, ChargeKw = 0, DischargeKw = 0, ScheduledExportKw = contract, ExportLimitKw = export, OfferedKw = offered,
    };

    [Fact]
    public void What_is_fed_in_is_what_is_used_and_lost_whatever_is_asked()
    {
        var kw = Gen.Choose(0, 3000).Select(x => (double)x);
        var cases = Gen.Zip(Gen.ArrayOf(kw, 7), Gen.ArrayOf(Gen.Zip(kw, kw), 3)).ToArbitrary();
        Prop.ForAll(cases, c =>
        {
            var (n, u) = c;
            var need = new DispatchNeed
            {
                DataCenterKw = n[0], DemandKw = n[1], ChargeKw = n[2] / 10, DischargeKw = Math.Min(n[3] / 10, n[1] / 2),
                ScheduledExportKw = Math.Min(n[4], n[5]), ExportLimitKw = n[5], OfferedKw = n[6],
            };
            var units = u.Select((x, i) => new DispatchUnit(Math.Min(x.Item1, x.Item2), Math.Max(x.Item1, x.Item2), i)).ToArray();
            var outputs = new double[3];
            var r = Dispatch.Of(need, units, Losses, outputs);
            var fed = outputs.Sum() + r.TakenKw + r.OverdrawnKw + need.DischargeKw;
            var used = need.DataCenterKw + r.DemandKw + need.ChargeKw + r.ExportKw;
            (fed - used - r.LossKw).ShouldBe(0, 1e-9 * (1 + fed));
            r.LossKw.ShouldBe(Losses.At(used), 1e-9 * (1 + used));
            (r.TakenKw + r.CurtailedKw).ShouldBe(need.OfferedKw, 1e-9);
            (r.DemandKw + r.UnservedKw).ShouldBe(need.DemandKw, 1e-9);
            Math.Min(r.CurtailedKw, r.UnservedKw).ShouldBe(0);
            for (var i = 0; i < 3; i++)
            {
                outputs[i].ShouldBeLessThanOrEqualTo(units[i].MostKw + 1e-9);
                (outputs[i] >= units[i].LeastKw - 1e-9 || r.TakenKw < 1e-6).ShouldBeTrue("below its least while wind or sun is taken");

                // No dearer unit gives more than its least while a cheaper one has room.
                (i == 0 || outputs[i] <= units[i].LeastKw + 1e-6 || outputs[i - 1] >= units[i - 1].MostKw - 1e-6).ShouldBeTrue("out of merit order");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Surplus_is_exported_then_curtailed()
    {
        var outputs = new double[1];
        DispatchUnit[] coal = [new(100, 400, 0.3)];
        var some = Dispatch.Of(Need(offered: 850), coal, Losses, outputs);
        (some.ExportKw > 100 && some.ExportKw < 300 && some.CurtailedKw == 0).ShouldBeTrue();
        outputs[0].ShouldBe(100);
        var much = Dispatch.Of(Need(offered: 2000), coal, Losses, outputs);
        much.ExportKw.ShouldBe(300);
        much.CurtailedKw.ShouldBe(2000 + 100 - 1000 - Losses.At(1000), 1e-9);
    }

    [Fact]
    public void A_shortage_cuts_contracts_then_demand_and_data_centers_never()
    {
        var outputs = new double[1];
        DispatchUnit[] coal = [new(0, 760, 0.3)];
        var little = Dispatch.Of(Need(offered: 0), coal, Losses, outputs);
        (little.ExportKw > 0 && little.ExportKw < 100 && little.UnservedKw == 0).ShouldBeTrue();
        coal[0] = new DispatchUnit(0, 400, 0.3);
        var more = Dispatch.Of(Need(offered: 0), coal, Losses, outputs);
        more.ExportKw.ShouldBe(0);
        more.UnservedKw.ShouldBeInRange(300, 330);
        coal[0] = new DispatchUnit(0, 50, 0.3);
        var most = Dispatch.Of(Need(offered: 0), coal, Losses, outputs);
        most.UnservedKw.ShouldBe(500);
        most.OverdrawnKw.ShouldBe(200 + Losses.At(200) - 50, 1e-9);
    }

    [Fact]
    public void Losses_have_a_way_there_and_a_way_back()
    {
        foreach (var delivered in new[] { 0.001, 10, 1000, 5000 })
        {
            Losses.DeliveredOf(delivered + Losses.At(delivered)).ShouldBe(delivered, 1e-9 * delivered);
        }

        Losses.DeliveredOf(4.9).ShouldBe(0);
        Losses.At(1000).ShouldBe(40, 1e-9);
    }
}
