using static Twin.Model.Quantity;

namespace Twin.Model;

public sealed partial class DataCenter
{
    // Indoor fans keep turning on the UPS while the plant stands still, over design heat at the 20 % floor of flow control (MODELS §4).
    private const double FansOnUpsShare = 0.030 * 0.2;

    // An empty tank is full again after a day with utility supply (assumption).
    private const double RefuelS = 86_400;

    // Energy lost in charging a battery (MODELS §7.6, LFP: 0.919 each way).
    private const double ChargeEfficiency = 0.919;

    /// <summary>Makes the tick's reading out of what the racks did, phase by phase and hall by hall.</summary>
    /// <param name="sums">[phase × halls + hall], as <see cref="StepRacks"/> gives them.</param>
    public Reading Complete(in Tick tick, in DataCenterInput input, ReadOnlySpan<RackSums> sums)
    {
        var halls = Spec.Halls.Length;
        var r = new Reading();
        double itKWs = 0, loadPflopsS = 0;
        var batteryUsed = 0.0;
        var fuelUsed = 0.0;
        double itGot = 0;
        for (var phase = 0; phase < Plan.Phases; phase++)
        {
            double it = 0, fan = 0, air = 0, liquid = 0;
            for (var h = 0; h < halls; h++)
            {
                ref readonly var sum = ref sums[(phase * halls) + h];
                it += sum.ItKWs;
                fan += sum.FanKWs;
                air += sum.HeatAirKWs;
                liquid += sum.HeatLiquidKWs;
                loadPflopsS += sum.LoadS * Spec.Halls[h].Class.Pflops;
            }

            var (from, to) = Plan.Phase(phase);
            var seconds = (Plan[to - 1].EndMs - Plan[from].StartMs) / 1000.0;
            var cooling = CoolingKWs(ref r, from, to, seconds, air, liquid);
            itKWs += it;
            r[FanKw] += fan;
            r[HeatAirKw] += air;
            r[HeatLiquidKw] += liquid;
            SupplyPhase(ref r, Plan[from], Plan[to - 1].EndMs, seconds, it, cooling, ref batteryUsed, ref fuelUsed);
            for (var s = from; s < to; s++)
            {
                var expected = Plan[s].ExpectedItKw * Plan[s].Seconds;
                var powered = Plan[s].PoweredItKw * Plan[s].Seconds;
                r[UnservedKw] += (expected - powered) * State.ItRatio;
                itGot += powered;
            }
        }

        r[ItKw] = itKWs;
        Settle(batteryUsed, fuelUsed);
        CountRacks(ref r, sums, halls, tick.Seconds);
        for (var q = FanKw; q <= FuelLph; q++)
        {
            r[q] /= tick.Seconds;
        }

        r[ItKw] /= tick.Seconds;
        r[DesignKw] = DesignItKw;
        r[WaterLph] *= 3600;
        r[FuelLph] *= 3600;
        r[CarbonKgph] = r[GridImportKw] * input.CarbonKgPerKWh;
        r[MarketCarbonKgph] = r[GridImportKw] * input.MarketCarbonKgPerKWh;
        r[CostCnyph] = r[GridImportKw] * input.PriceCnyPerKWh;
        r[Quantity.InstalledPflops] = InstalledPflops;
        r[UsedPflops] = loadPflopsS / tick.Seconds;
        Remember(r, itKWs, itGot);
        return Reading = r;
    }

    /// <summary>Cooling energy of a phase, kJ; its water and mode seconds go into the reading.</summary>
    private double CoolingKWs(ref Reading r, int from, int to, double seconds, double airKWs, double liquidKWs)
    {
        var airKw = airKWs / seconds;
        var liquidKw = liquidKWs / seconds;
        double kws = 0;
        for (var s = from; s < to; s++)
        {
            ref var part = ref Plan[s];
            r[ModeQuantity(part.Mode)] += Racks.Count * part.Seconds;
            kws += CoolingKwOf(part, airKw, liquidKw) * part.Seconds;
            if (part.Mode != PlantMode.Off)
            {
                ref var airDuty = ref LiquidDesignKw > 0 ? ref part.Residual : ref part.Duty;
                r[WaterLph] += airDuty.WaterLPerKWh * Math.Max(0, airKw) * part.Seconds / 3600;
            }
        }

        return kws;
    }

    /// <summary>Electric power of the plant in a part of the tick, kW, for what it takes from air and from liquid, kW.</summary>
    private double CoolingKwOf(in PlanSegment part, double airKw, double liquidKw)
    {
        var airDesignKw = DesignItKw - LiquidDesignKw;
        if (part.Mode == PlantMode.Off)
        {
            return part.Supply == Supply.None ? 0 : FansOnUpsShare * airDesignKw;
        }

        return LiquidDesignKw > 0
            ? Plant.PowerKw(part.Duty, liquidKw, LiquidDesignKw) + Plant.PowerKw(part.Residual, airKw, airDesignKw)
            : Plant.PowerKw(part.Duty, airKw, airDesignKw);
    }

    private static Quantity ModeQuantity(PlantMode mode) => mode switch
    {
        PlantMode.FreeDry or PlantMode.FreeWet => RacksFullFree,
        PlantMode.Partial => RacksPartialFree,
        PlantMode.Mechanical => RacksMechanical,
        _ => RacksUncooled,
    };

    /// <summary>The power chain of a phase, from the racks up to what carries them: every loss by its own formula, every supply by what enters it.</summary>
    private void SupplyPhase(
        ref Reading r, in PlanSegment part, long endMs, double seconds, double itKWs, double coolingKWs, ref double batteryUsed, ref double fuelUsed)
    {
        var supply = part.Supply;
        r[CoolingKw] += coolingKWs;
        if (supply != Supply.Utility)
        {
            // What an outage does to the draw is no breach of a contract.
            (State.Demand.MeteredKw, State.Demand.TooFast) = (-1, false);
        }

        if (supply == Supply.None)
        {
            return;
        }

        var power = Spec.Power;
        var itKw = itKWs / seconds;
        var distributionKw = itKw / (1 - power.DistributionLossShare);
        r[DistributionLossKw] += distributionKw * power.DistributionLossShare * seconds;

        var upsLossKw = UpsLossKwAt(distributionKw);
        r[UpsLossKw] += upsLossKw * seconds;
        var upsInKw = distributionKw + upsLossKw;
        var coolingKw = coolingKWs / seconds;
        if (supply is Supply.Battery or Supply.Transfer)
        {
            // Indoor fans and, during a transfer of half a second, the whole plant ride on the UPS.
            r[DischargeKw] += (upsInKw + coolingKw) * seconds;
            batteryUsed += BatteryRate(itKw) * seconds;
            return;
        }

        var otherKw = power.OtherShare * DesignItKw;
        r[OtherKw] += otherKw * seconds;
        var boardKw = upsInKw + coolingKw + otherKw;
        if (supply == Supply.Generator)
        {
            boardKw += Charge(ref r, double.PositiveInfinity, seconds, ref batteryUsed);
            r[GenerationKw] += boardKw * seconds;
            var litres = boardKw * power.FuelLPerKWh * seconds / 3600;
            r[FuelLph] += litres;
            fuelUsed += litres;
            return;
        }

        // A battery gives or takes, never both: what is asked, and a rise beyond the ramp contract, come first.
        var asked = part.TargetKw < double.PositiveInfinity;
        var beyondKw = boardKw + TransformerLossOf(boardKw) - AllowedKw(part, seconds);
        var giveKw = GiveKw(beyondKw, upsInKw, seconds, ref batteryUsed);
        r[DischargeKw] += giveKw * seconds;
        boardKw += giveKw > 0 || asked || beyondKw >= 0 ? -giveKw : Charge(ref r, -beyondKw, seconds, ref batteryUsed);
        var lossKw = TransformerLossOf(boardKw);
        r[TransformerLossKw] += lossKw * seconds;
        fuelUsed -= Math.Min(FuelCapacityL * seconds / RefuelS, Math.Max(0, FuelCapacityL - State.Power.FuelL - _fuelForecast + fuelUsed));
        r[GridImportKw] += (boardKw + lossKw) * seconds;
        Metered(boardKw + lossKw, giveKw, itKw, asked, seconds, endMs);
    }

    /// <summary>Loss of the transformers at a throughput, kW.</summary>
    private double TransformerLossOf(double throughputKw)
    {
        var ratedKw = Spec.Power.TransformerRatio * ContractKw;
        var load = throughputKw / ratedKw;
        return ratedKw * (Spec.Power.TransformerNoLoadShare + (Spec.Power.TransformerLoadShare * load * load));
    }

    /// <summary>Loss of the UPS, kW, at what it gives. Both halves of a doubled one share the load; a bypassed one converts nothing.</summary>
    private double UpsLossKwAt(double outKw)
    {
        var power = Spec.Power;
        var rated = DesignItKw / (1 - power.DistributionLossShare) * power.UpsModules / power.UpsModulesNeeded;
        var x = outKw / rated;
        return State.Power.OnBypass ? 0 : rated * (power.UpsLoss.A + (x * (power.UpsLoss.B + (x * power.UpsLoss.C))));
    }

    /// <summary>What a generator carries for an IT power in a part of the tick, kW, the charging of the battery left aside.</summary>
    private double BoardKwOf(in PlanSegment part, double itKw)
    {
        var liquidKw = itKw * LiquidDesignKw / DesignItKw;
        var distributionKw = itKw / (1 - Spec.Power.DistributionLossShare);
        return distributionKw + UpsLossKwAt(distributionKw) + CoolingKwOf(part, itKw - liquidKw, liquidKw) + (Spec.Power.OtherShare * DesignItKw);
    }

    /// <summary>Power into the battery while it is not full, kW; a negative use fills it.</summary>
    /// <param name="mostKw">That there is room for.</param>
    private double Charge(ref Reading r, double mostKw, double seconds, ref double batteryUsed)
    {
        var missing = 1 - State.Power.BatteryShare - _batteryForecast + batteryUsed;
        if (missing <= 0)
        {
            return 0;
        }

        var share = Math.Min(ChargeShare(missing, seconds), mostKw * ChargeEfficiency * (seconds / 3600) / BatteryKWh);
        batteryUsed -= share;
        var kw = share * BatteryKWh / ChargeEfficiency / (seconds / 3600);
        r[ChargeKw] += kw * seconds;
        return kw;
    }

    /// <summary>The part of a full battery that a time of charging fills, where so much is missing.</summary>
    private double ChargeShare(double missing, double seconds) => Math.Min(missing, seconds / (Spec.Power.RechargeHours * 3600));

    /// <summary>Puts what was really drawn in the place of the forecast.</summary>
    private void Settle(double batteryUsed, double fuelUsed)
    {
        var power = State.Power;
        power.BatteryShare = Math.Clamp(power.BatteryShare + _batteryForecast - batteryUsed, 0, 1);
        power.FuelL += _fuelForecast - fuelUsed;
        (_batteryForecast, _fuelForecast) = (0, 0);
    }

    private void CountRacks(ref Reading r, ReadOnlySpan<RackSums> sums, int halls, double seconds)
    {
        r[Quantity.Racks] = Racks.Count;
        var last = sums[((Plan.Phases - 1) * halls)..(Plan.Phases * halls)];
        for (var h = 0; h < halls; h++)
        {
            r[RacksOn] += last[h].On;
            r[RacksThrottled] += last[h].Throttled;
            r[RacksShutDown] += last[h].ShutDown;
            r[RacksFaulted] += last[h].Faulted;
            r.MaxInletC = Math.Max(r.MaxInletC, last[h].MaxInletC);
        }

        for (var q = RacksFullFree; q <= RacksUncooled; q++)
        {
            r[q] /= seconds;
        }
    }

    private void Remember(in Reading r, double itKWs, double itGot)
    {
        // In the dark nothing is known but that racks are cold when they start again.
        State.ItRatio = itGot > 0 && itKWs > 0 ? itKWs / itGot : 1;

        State.LiquidHeatKw = r[HeatLiquidKw];
        State.MaxInletC = double.IsFinite(r.MaxInletC) ? r.MaxInletC : State.MaxInletC;
        NoteLimits();
    }

    /// <summary>Tells when the first rack protected itself and when the last one had recovered, at the ends of the tick's parts.</summary>
    private void NoteLimits()
    {
        for (var s = 0; s < Plan.Segments; s++)
        {
            Note(OccurrenceKind.RacksShutDown, ref State.ShutDown, _atLimits[s].ShutDown, Plan[s].EndMs);
            Note(OccurrenceKind.RacksThrottling, ref State.Throttled, _atLimits[s].Throttled, Plan[s].EndMs);
        }
    }

    private void Note(OccurrenceKind kind, ref int before, int now, long t)
    {
        if (now > 0 && before == 0)
        {
            Happened(t, kind, Cause.Inlet, now, State.MaxInletC);
        }
        else if (now == 0 && before > 0)
        {
            Happened(t, OccurrenceKind.RacksRecovered, Cause.Inlet, before, State.MaxInletC);
        }

        before = now;
    }
}
