using Twin.Model.Physics;

namespace Twin.Model.Grid;

/// <summary>What a storage plant did in a step, means at the grid's side.</summary>
/// <param name="ChargeKw">Taken from the grid; 0 while it gives.</param>
/// <param name="DischargeKw">Given to the grid; 0 while it takes.</param>
public readonly record struct StorageStep(double ChargeKw, double DischargeKw);

/// <summary>A storage plant that lives: charge, power, rest between modes.</summary>
public sealed class StoragePlant(StorageSpec spec)
{
    private double _storedKWh = spec.StartShare * spec.EnergyKWh;
    private double _powerKw;
    private double _restS;
    private int _lastSign;

    public StorageSpec Spec { get; } = spec;

    /// <summary>Charge, 0–1.</summary>
    public double Share => _storedKWh / Spec.EnergyKWh;

    /// <summary>Power at the end of the last step, kW; positive gives, negative takes.</summary>
    public double PowerKw => _powerKw;

    /// <summary>
    /// Moves on by a step.
    /// </summary>
    /// <param name="seconds">Length, s.</param>
    /// <param name="wantedKw">Positive to give, negative to take; what ramp, rest and charge do not allow is not done.</param>
    public StorageStep Step(double seconds, double wantedKw)
    {
        _storedKWh *= DMath.Exp(-Spec.LossPerH * seconds / 3600);
        var target = Math.Clamp(wantedKw, -Spec.PowerKw, Spec.PowerKw);
        var sign = Math.Sign(target);
        if (sign != 0 && _lastSign != 0 && sign != _lastSign)
        {
            // First to rest, then the other way.
            target = _powerKw == 0 && _restS >= Spec.ChangeoverS ? target : 0;
        }

        var most = Spec.RampS <= 0 ? double.PositiveInfinity : Spec.PowerKw * seconds / Spec.RampS;
        var to = _powerKw + Math.Clamp(target - _powerKw, -most, most);

        // Mean over the step: the ramp goes on at its own pace and holds where it ends.
        var rampS = double.IsPositiveInfinity(most) ? 0 : Math.Abs(to - _powerKw) / Spec.PowerKw * Spec.RampS;
        var meanKw = (((_powerKw + to) / 2 * rampS) + (to * (seconds - rampS))) / seconds;
        var done = Move(meanKw, seconds);
        _powerKw = Math.Abs(done - meanKw) > 1e-9 * Spec.PowerKw ? 0 : to;
        _restS = done == 0 && _powerKw == 0 ? _restS + seconds : 0;
        _lastSign = done != 0 ? Math.Sign(done) : _restS >= Spec.ChangeoverS ? 0 : _lastSign;
        return new StorageStep(Math.Max(0, -done), Math.Max(0, done));
    }

    /// <summary>The most that a step could give, kW: for who plans with it.</summary>
    public double MostDischargeKw(double seconds) =>
        Math.Min(Spec.PowerKw, Math.Max(0, _storedKWh - (Spec.LeastShare * Spec.EnergyKWh)) * Spec.DischargeEfficiency * 3600 / seconds);

    public double MostChargeKw(double seconds) =>
        Math.Min(Spec.PowerKw, Math.Max(0, (Spec.MostShare * Spec.EnergyKWh) - _storedKWh) / Spec.ChargeEfficiency * 3600 / seconds);

    public void Visit(StateVisitor v)
    {
        v.Field(ref _storedKWh);
        v.Field(ref _powerKw);
        v.Field(ref _restS);
        v.Field(ref _lastSign);
    }

    private double Move(double meanKw, double seconds)
    {
        if (meanKw >= 0)
        {
            var given = Math.Min(meanKw, MostDischargeKw(seconds));
            _storedKWh -= given * seconds / 3600 / Spec.DischargeEfficiency;
            return given;
        }

        var taken = Math.Min(-meanKw, MostChargeKw(seconds));
        _storedKWh += taken * seconds / 3600 * Spec.ChargeEfficiency;
        return -taken;
    }
}
