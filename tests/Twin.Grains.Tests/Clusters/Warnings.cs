using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Twin.Grains.Tests.Clusters;

/// <summary>The last warnings of the twin's own grains, for the message of a test that waited in vain.</summary>
internal sealed class Warnings : ILoggerProvider, ILogger
{
    private const int Most = 20;
    private readonly ConcurrentQueue<string> _last = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    public override string ToString() => string.Join(Environment.NewLine, _last);

    /// <summary>Ends when the grains have said this since it was first asked for.</summary>
    public Task Say(string part) =>
        _awaited.GetOrAdd(part, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(SmallCluster.Patience);

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Twin.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var said = $"{formatter(state, exception)} {exception}";
        _last.Enqueue(said);
        foreach (var (_, heard) in _awaited.Where(a => said.Contains(a.Key, StringComparison.Ordinal)))
        {
            heard.TrySetResult();
        }

        while (_last.Count > Most)
        {
            _last.TryDequeue(out _);
        }
    }

    public void Dispose()
    {
        // It holds nothing that would have to be let go.
    }
}
