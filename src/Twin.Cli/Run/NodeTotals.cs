using Twin.Model;

namespace Twin.Cli;

/// <summary>What one node did over a run: sums of what it read each tick.</summary>
internal sealed class NodeTotals(NodePath path, int racks)
{
    private readonly double[] _hours = new double[Quantities.Count];
    private double _facilityKWh;

    public NodePath Path { get; } = path;

    public int Racks { get; } = racks;

    public double ItEnergyMWh => _hours[(int)Quantity.ItKw] / 1000;

    public double FacilityEnergyMWh => _facilityKWh / 1000;

    /// <summary>Ratio of the energies; NaN without IT energy.</summary>
    public double Pue => _facilityKWh / _hours[(int)Quantity.ItKw];

    public double WaterM3 => _hours[(int)Quantity.WaterLph] / 1000;

    public double CarbonTonnes => _hours[(int)Quantity.CarbonKgph] / 1000;

    public double CostCny => _hours[(int)Quantity.CostCnyph];

    /// <summary>Hours with natural cooling alone, a rack's mean.</summary>
    public double FreeCoolingHours => _hours[(int)Quantity.RacksFullFree] / Racks;

    public double PartialCoolingHours => _hours[(int)Quantity.RacksPartialFree] / Racks;

    public double MechanicalHours => _hours[(int)Quantity.RacksMechanical] / Racks;

    /// <summary>Highest inlet at the end of any tick, °C; −∞ where no rack ever ran.</summary>
    public double MaxInletC { get; private set; } = double.NegativeInfinity;

    public double ClosureErrorMax { get; private set; }

    public void Add(in Reading reading, in Closure closure, double hours)
    {
        for (var i = 0; i < _hours.Length; i++)
        {
            _hours[i] += reading[(Quantity)i] * hours;
        }

        _facilityKWh += reading.FacilityKw * hours;
        MaxInletC = Math.Max(MaxInletC, reading.MaxInletC);
        ClosureErrorMax = double.IsNaN(closure.Max) ? double.NaN : Math.Max(ClosureErrorMax, closure.Max);
    }
}
