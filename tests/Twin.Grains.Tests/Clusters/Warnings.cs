using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Twin.Grains.Tests.Clusters;

/// <summary>The last warnings of the twin's own grains, for the message of a test that waited in vain.</summary>
internal sealed class Warnings : ILoggerProvider, ILogger
{
    private const int Most = 20;
    private readonly ConcurrentQueue<string> _last = new();

    public override string ToString() => string.Join(Environment.NewLine, _last);

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Twin.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _last.Enqueue($"{formatter(state, exception)} {exception}");
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
