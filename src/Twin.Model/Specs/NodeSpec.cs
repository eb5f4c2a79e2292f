namespace Twin.Model;

/// <summary>Which utilisation a part of a server follows.</summary>
public enum PartDriver
{
    /// <summary>None: it always draws the same.</summary>
    Nothing,

    Processor,

    Accelerator,
}

/// <summary>Parts of one kind in a server, each linear in its utilisation (MODELS §3.1).</summary>
/// <param name="Count">How many there are.</param>
/// <param name="IdleW">Power of one at rest, W.</param>
/// <param name="FullW">Power of one at full utilisation, W; as at rest where nothing drives it.</param>
public readonly record struct NodePart(string Name, int Count, double IdleW, double FullW, PartDriver Driver)
{
    /// <summary>Power of all of them, W.</summary>
    /// <param name="processor">Utilisation of processors, 0–1.</param>
    /// <param name="accelerator">Utilisation of accelerators, 0–1.</param>
    public double PowerW(double processor, double accelerator) => Count * Driver switch
    {
        PartDriver.Processor => IdleW + ((FullW - IdleW) * processor),
        PartDriver.Accelerator => IdleW + ((FullW - IdleW) * accelerator),
        _ => IdleW,
    };
}

/// <summary>A converter that draws (output + constant) / efficiency (MODELS §3.1, §6).</summary>
/// <param name="ConstantW">What it draws whatever its output, on the output side, W.</param>
/// <param name="Efficiency">Of what goes through, 0–1.</param>
public readonly record struct Converter(double ConstantW, double Efficiency)
{
    /// <summary>Nothing is converted.</summary>
    public static Converter None { get; } = new(0, 1);

    public double InputW(double outputW) => (outputW + ConstantW) / Efficiency;

    public double LossW(double outputW) => InputW(outputW) - outputW;
}

/// <summary>A server made of parts behind one converter.</summary>
public sealed record NodeSpec
{
    public required string Name { get; init; }

    public required NodePart[] Parts { get; init; }

    /// <summary>From the rack's bus to the parts' voltage.</summary>
    public Converter Converter { get; init; } = Converter.None;

    /// <summary>What the parts draw, W.</summary>
    public double PartsW(double processor, double accelerator)
    {
        double watts = 0;
        foreach (var part in Parts)
        {
            watts += part.PowerW(processor, accelerator);
        }

        return watts;
    }

    /// <summary>What the server draws from the rack's bus, W.</summary>
    public double PowerW(double processor, double accelerator) => Converter.InputW(PartsW(processor, accelerator));
}

/// <summary>A rack of chassis, each with servers and switches on rectifiers that share its load alike.</summary>
public sealed record NodeRackSpec
{
    public required NodeSpec Node { get; init; }

    public required int Chassis { get; init; }

    public required int NodesPerChassis { get; init; }

    public int SwitchesPerChassis { get; init; }

    /// <summary>Power of one switch, W.</summary>
    public double SwitchW { get; init; }

    public int RectifiersPerChassis { get; init; } = 1;

    public Converter Rectifier { get; init; } = Converter.None;

    /// <summary>What the rack draws, kW.</summary>
    /// <param name="processor">Utilisation of processors, 0–1.</param>
    /// <param name="accelerator">Utilisation of accelerators, 0–1.</param>
    public double PowerKw(double processor, double accelerator)
    {
        var chassisW = (NodesPerChassis * Node.PowerW(processor, accelerator)) + (SwitchesPerChassis * SwitchW);
        return Chassis * RectifiersPerChassis * Rectifier.InputW(chassisW / RectifiersPerChassis) / 1000;
    }

    /// <summary>What servers' parts and switches draw of it, kW.</summary>
    public double LoadKw(double processor, double accelerator) =>
        Chassis * ((NodesPerChassis * Node.PartsW(processor, accelerator)) + (SwitchesPerChassis * SwitchW)) / 1000;
}
