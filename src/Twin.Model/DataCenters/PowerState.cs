namespace Twin.Model;

/// <summary>What carries the racks.</summary>
public enum Supply
{
    Utility,

    /// <summary>The battery bridges the transfer to the other feed.</summary>
    Transfer,

    /// <summary>No feed; generators are starting, or there are none.</summary>
    Battery,

    Generator,

    /// <summary>Nothing: racks are dark.</summary>
    None,
}

/// <summary>The live state of a power chain.</summary>
public sealed class PowerState
{
    public Supply Supply;

    public long SupplySinceMs = Never;

    /// <summary>Feed in use, 0 or 1.</summary>
    public int Feed;

    /// <summary>When a transfer between feeds is done, Unix ms.</summary>
    public long TransferUntilMs = Never;

    /// <summary>When generators take the load, Unix ms; <see cref="long.MaxValue"/> while none is starting.</summary>
    public long GeneratorReadyMs = long.MaxValue;

    /// <summary>Sets that have started, or will have.</summary>
    public int GeneratorsRunning;

    /// <summary>Halls, from the last on, that the running generators cannot carry.</summary>
    public int HallsDark;

    /// <summary>Since when a feed is back, Unix ms; <see cref="long.MaxValue"/> while none is.</summary>
    public long UtilityBackMs = long.MaxValue;

    /// <summary>Since when racks are powered again after darkness, Unix ms: their load ramps up from there.</summary>
    public long PoweredSinceMs = Never;

    /// <summary>Charge of the battery, 0–1.</summary>
    public double BatteryShare = 1;

    /// <summary>Fuel left, L.</summary>
    public double FuelL;

    /// <summary>Losses of supply so far: each draws its own chance of generators that do not start.</summary>
    public long Outages;

    /// <summary>UPS modules are too few for the load: it runs on bypass, without a battery behind it.</summary>
    public bool OnBypass;

    /// <summary>The last sag that was felt, Unix ms.</summary>
    public long SaggedMs = Never;

    /// <summary>Sags within the counter's window, the last included.</summary>
    public int Sags;

    /// <summary>First of them, Unix ms.</summary>
    public long FirstSagMs = Never;

    /// <summary>Until then the data center keeps off the grid by its own choice, Unix ms.</summary>
    public long OffGridUntilMs = Never;

    public const long Never = long.MinValue / 2;

    public void Visit(StateVisitor v)
    {
        v.Field(ref Supply);
        v.Field(ref SaggedMs);
        v.Field(ref Sags);
        v.Field(ref FirstSagMs);
        v.Field(ref OffGridUntilMs);
        v.Field(ref SupplySinceMs);
        v.Field(ref Feed);
        v.Field(ref TransferUntilMs);
        v.Field(ref GeneratorReadyMs);
        v.Field(ref GeneratorsRunning);
        v.Field(ref HallsDark);
        v.Field(ref UtilityBackMs);
        v.Field(ref PoweredSinceMs);
        v.Field(ref BatteryShare);
        v.Field(ref FuelL);
        v.Field(ref Outages);
        v.Field(ref OnBypass);
    }
}

/// <summary>The live state of a data center above its racks.</summary>
public sealed class DataCenterState
{
    public readonly PlantState Plant = new();

    public readonly PowerState Power = new();

    public readonly DemandState Demand = new();

    /// <summary>IT power of the last tick over what its loads let expect: carries leakage, caps and faults into the next tick's forecast.</summary>
    public double ItRatio = 1;

    /// <summary>Liquid heat at the last tick's end, kW.</summary>
    public double LiquidHeatKw;

    /// <summary>Highest inlet at the last tick's end, °C.</summary>
    public double MaxInletC = 24;

    /// <summary>Until then the tick is cut into parts of a second, Unix ms: something abrupt has happened.</summary>
    public long TransientUntilMs = PowerState.Never;

    /// <summary>The last part's supply air was warm or did not suffice: the next part is short.</summary>
    public bool Warm;

    /// <summary>
    /// The last part's plant had too little capacity: racks shut down and start again one by one, and the next parts are of
    /// a second, so that every step length sees the same.
    /// </summary>
    public bool Short;

    /// <summary>Hash of the rack events that the status column reflects.</summary>
    public long RackEvents;

    /// <summary>Counts of the last tick's end, to see them change.</summary>
    public int ShutDown;

    public int Throttled;

    public void Visit(StateVisitor v)
    {
        Plant.Visit(v);
        Power.Visit(v);
        Demand.Visit(v);
        v.Field(ref ItRatio);
        v.Field(ref LiquidHeatKw);
        v.Field(ref MaxInletC);
        v.Field(ref TransientUntilMs);
        v.Field(ref Warm);
        v.Field(ref Short);
        v.Field(ref RackEvents);
        v.Field(ref ShutDown);
        v.Field(ref Throttled);
    }
}
