namespace Twin.Workplace;

/// <summary>What a host may set; every bound of the console has its name here.</summary>
public sealed record TwinConsoleOptions
{
    /// <summary>Least time between two pictures that pages are given.</summary>
    public TimeSpan PulseEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A twin that runs and has shown no frame for so long is stale.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before a twin that broke off is watched again.</summary>
    public TimeSpan WatchAgainAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Pages that follow the twin at once; a further one is told to come back later.</summary>
    public int MostFollowers { get; init; } = 500;

    /// <summary>Circuits whose browser is away and that are kept for its return.</summary>
    public int MostLostCircuits { get; init; } = 50;

    /// <summary>How long they are kept.</summary>
    public TimeSpan LostCircuitPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Kills a host of a cluster on this machine by its name, as a crash would; null: the console offers it not.</summary>
    public Func<string, Task>? Kill { get; init; }
}
