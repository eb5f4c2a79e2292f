using Twin.Tests;

namespace Twin.Model.Tests.Specs;

/// <summary>Frontier as ExaDigiT's RAPS sets it up (Apache-2.0/MIT), read from the settings beside the checkout.</summary>
internal sealed class Frontier
{
    private readonly Dictionary<string, double> _settings = [];

    public Frontier()
    {
        foreach (var line in File.ReadLines(SharedData.PathOf("server-power/raps_frontier.yaml")))
        {
            var cut = line.IndexOf(':');
            if (cut > 0 && double.TryParse(line.AsSpan(cut + 1), out var value))
            {
                _settings[line[..cut].Trim()] = value;
            }
        }

        Node = new NodeSpec
        {
            Name = "frontier",
            Parts =
            [
                new("processor", Of("cpus_per_node"), this["power_cpu_idle"], this["power_cpu_max"], PartDriver.Processor),
                new("accelerator", Of("gpus_per_node"), this["power_gpu_idle"], this["power_gpu_max"], PartDriver.Accelerator),
                new("memory", 1, this["power_mem"], this["power_mem"], PartDriver.Nothing),
                new("network", Of("nics_per_node"), this["power_nic"], this["power_nic"], PartDriver.Nothing),
                new("storage", 1, this["power_nvme"], this["power_nvme"], PartDriver.Nothing),
            ],
            Converter = new Converter(this["sivoc_loss_constant"], this["sivoc_efficiency"]),
        };
        Rack = new NodeRackSpec
        {
            Node = Node,
            Chassis = Of("chassis_per_rack"),
            NodesPerChassis = Of("nodes_per_rack") / Of("chassis_per_rack"),
            SwitchesPerChassis = Of("switches_per_chassis"),
            SwitchW = this["power_switch"],
            RectifiersPerChassis = Of("rectifiers_per_chassis"),
            Rectifier = new Converter(this["rectifier_loss_constant"], this["rectifier_efficiency"]),
        };
    }

    public NodeSpec Node { get; }

    public NodeRackSpec Rack { get; }

    public double this[string setting] => _settings[setting];

    /// <summary>Racks that stand: three on each of 25 distribution units, less the one that is missing.</summary>
    public int Racks => (Of("num_cdus") * Of("racks_per_cdu")) - 1;

    /// <summary>The whole system, racks and distribution units, MW.</summary>
    public double SystemMw(double utilisation) =>
        ((Racks * Rack.PowerKw(utilisation, utilisation)) + (Of("num_cdus") * this["power_cdu"] / 1000)) / 1000;

    private int Of(string setting) => (int)this[setting];
}
