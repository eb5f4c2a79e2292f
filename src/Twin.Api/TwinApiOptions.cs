namespace Twin.Api;

/// <summary>What a host may set; every bound of the API has its name here.</summary>
public sealed record TwinApiOptions
{
    /// <summary>Names in a request's Host header that are answered; others are refused, so that a page of another site cannot reach the twin by renaming itself.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Largest request body, bytes.</summary>
    public int MostBodyBytes { get; init; } = 64 * 1024;

    /// <summary>Longest query, characters.</summary>
    public int MostQueryLength { get; init; } = 4096;

    /// <summary>Readers of the stream at once; a further one is told to come back later.</summary>
    public int MostStreams { get; init; } = 2000;

    /// <summary>Time between heartbeats of a stream.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A reader that takes longer than this for one message has fallen behind and gets a snapshot.</summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Values, nodes × metrics, in one message of a stream: bounds what a reader that stands still can hold.</summary>
    public int MostStreamValues { get; init; } = 10_000;

    /// <summary>Frames that are kept for readers that come back after a break, and the least wall time between two of them: half a minute.</summary>
    public int KeptFrames { get; init; } = 60;

    public TimeSpan KeptFrameEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Occurrences that are kept for the streams' readers.</summary>
    public int KeptOccurrences { get; init; } = 500;
}
