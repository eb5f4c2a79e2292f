using FsCheck;
using FsCheck.Fluent;

namespace Twin.Model.Tests.Readings;

/// <summary>
/// Both closures notice whatever is left out: one term of the energy balance, one quantity of one child, one child of the
/// sum, and one child of both sides.
/// </summary>
public sealed class ClosureTests
{
    /// <summary>The terms of: import + generation + discharge = IT + cooling + losses + other + charge + export.</summary>
    private static readonly Quantity[] EnergyTerms =
    [
        Quantity.GridImportKw, Quantity.GenerationKw, Quantity.DischargeKw, Quantity.ItKw, Quantity.CoolingKw, Quantity.UpsLossKw,
        Quantity.TransformerLossKw, Quantity.DistributionLossKw, Quantity.OtherKw, Quantity.ChargeKw, Quantity.ExportKw,
    ];

    /// <summary>The terms of the regions' grids: ties + fleets + storage = delivered + other demand + storage + ties + losses.</summary>
    private static readonly Quantity[] GridTerms =
    [
        Quantity.TieImportKw, Quantity.WindKw, Quantity.PvKw, Quantity.HydroKw, Quantity.ThermalKw, Quantity.StorageDischargeKw,
        Quantity.DeliveredKw, Quantity.RegionDemandKw, Quantity.StorageChargeKw, Quantity.TieExportKw, Quantity.RegionLossKw,
    ];

    /// <summary>Children as they may be: 2 to 60 of them, each balanced, none without power.</summary>
    private static readonly Gen<Reading[]> Families =
        from count in Gen.Choose(2, 60)
        from values in Gen.Choose(1, 1_000_000).ArrayOf(Quantities.Count * 60)
        select Enumerable.Range(0, count).Select(i => Child(values.AsSpan(i * Quantities.Count, Quantities.Count))).ToArray();

    private static Reading Child(ReadOnlySpan<int> values)
    {
        var r = new Reading { MaxInletC = 25 };
        for (var q = (Quantity)0; (int)q < Quantities.Count; q++)
        {
            r[q] = values[(int)q] / 1000.0;
        }

        r[Quantity.Racks] = 1 + (values[0] % 1000);
        r[Quantity.GridImportKw] = 0;
        r[Quantity.GridImportKw] = -r.EnergyErrorKw + Math.Max(0, r.EnergyErrorKw) * 2;
        if (r.EnergyErrorKw is var left && Math.Abs(left) > 1e-9)
        {
            // More came in than was used: it goes out.
            r[Quantity.GridImportKw] = 1;
            r[Quantity.ExportKw] = 0;
            r[Quantity.ExportKw] = r.EnergyErrorKw;
        }

        // The regions' grid balances too: what is fed in beyond what is taken is lost, what is short comes over the ties.
        r[Quantity.TieImportKw] = 1;
        r[Quantity.RegionLossKw] = 1;
        r[r.GridErrorKw < 0 ? Quantity.TieImportKw : Quantity.RegionLossKw] += Math.Abs(r.GridErrorKw);
        return r;
    }

    private static int Racks(Reading[] family) => (int)family.Sum(r => r[Quantity.Racks]);

    private static void ForFamilies(Action<Reading[]> holds) =>
        Prop.ForAll(Families.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    [Fact]
    public void A_whole_family_closes() => ForFamilies(family =>
    {
        var (sum, closure) = Rollup.Of(family, Racks(family));
        closure.Holds.ShouldBeTrue($"sum error {closure.SumError} in {closure.SumQuantity}, energy error {closure.EnergyError}");
        sum[Quantity.Racks].ShouldBe(Racks(family));
    });

    [Fact]
    public void One_term_of_the_energy_balance_left_out_is_noticed() => ForFamilies(family =>
    {
        foreach (var term in EnergyTerms.Concat(GridTerms))
        {
            var (sum, _) = Rollup.Of(family, Racks(family));
            if (Math.Abs(sum[term]) < 1e-3)
            {
                continue;
            }

            sum[term] = 0;
            (Closure.EnergyErrorOf(sum) > Closure.Tolerance).ShouldBeTrue($"without {term} the balance still closes");
        }
    });

    [Fact]
    public void One_quantity_of_one_child_left_out_of_the_sum_is_noticed_whichever_it_is() => ForFamilies(family =>
    {
        var full = Rollup.Of(family, Racks(family)).Reading;
        for (var q = (Quantity)0; (int)q < Quantities.Count; q++)
        {
            var child = family[(int)q % family.Length];
            if (Math.Abs(child[q]) < 1e-3)
            {
                continue;
            }

            var sum = full;
            sum[q] -= child[q];
            var closure = Closure.Of(sum, family, Racks(family));
            closure.Holds.ShouldBeFalse($"{q} of one child is missing");
            if (q != Quantity.Racks)
            {
                closure.SumQuantity.ShouldBe(q);
            }
        }
    });

    [Fact]
    public void A_child_left_out_of_the_sum_is_noticed() => ForFamilies(family =>
        Closure.Of(Rollup.Of(family.AsSpan(1), Racks(family)).Reading, family, Racks(family)).Holds.ShouldBeFalse());

    [Fact]
    public void A_child_left_out_on_both_sides_is_noticed_by_the_racks_of_the_spec() => ForFamilies(family =>
    {
        var closure = Rollup.Of(family.AsSpan(1), Racks(family)).Closure;
        closure.Holds.ShouldBeFalse();
        closure.SumQuantity.ShouldBe(Quantity.Racks);
    });

    [Fact]
    public void A_child_of_another_tick_is_noticed() => ForFamilies(family =>
    {
        var sum = Rollup.Of(family, Racks(family)).Reading;
        family[^1][Quantity.ItKw] += 0.001 * (1 + family[^1][Quantity.ItKw]);
        Closure.Of(sum, family, Racks(family)).Holds.ShouldBeFalse();
    });

    [Fact]
    public void What_is_no_number_never_closes()
    {
        var family = new[] { new Reading { MaxInletC = 25 }, new Reading { MaxInletC = 25 } };
        family[0][Quantity.WaterLph] = double.NaN;
        Rollup.Of(family, 0).Closure.Holds.ShouldBeFalse();
        family[0][Quantity.WaterLph] = 0;
        family[0][Quantity.CoolingKw] = double.NaN;
        Rollup.Of(family, 0).Closure.Holds.ShouldBeFalse();
    }

    /// <summary>The same with what a data center really reads, on the utility, on batteries and on generators.</summary>
    [Fact]
    public void Every_term_of_a_real_reading_counts()
    {
        var site = new Site(Site.Center1(PlantKind.IndirectEvaporative, work: Site.Flat60), Site.Still(25), 10_000, Site.Ms("2025-04-01T00:00:00Z"));
        site.Events = [site.Event(EventKind.FeedLoss, 605, 1200)];
        var met = new HashSet<Quantity>();
        for (var i = 0; i < 360; i++)
        {
            var reading = site.Step();
            foreach (var term in EnergyTerms.Where(q => reading[q] > 1e-6))
            {
                var without = reading;
                without[term] = 0;
                (Closure.EnergyErrorOf(without) > Closure.Tolerance).ShouldBeTrue($"tick {i} without {term}");
                met.Add(term);
            }
        }

        EnergyTerms.Except(met).ShouldBe([Quantity.ExportKw], "nothing is exported yet; every other term has been met");
    }
}
