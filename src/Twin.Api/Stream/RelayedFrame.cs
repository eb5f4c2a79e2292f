using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>A frame on its way to the stream's readers: each selection of it is written once, however many readers share it.</summary>
internal sealed class RelayedFrame(Frame frame, TwinInfo info, IReadOnlyList<OccurrenceView> recent, JsonSerializerOptions options)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Selections of one frame that are written once for all; those beyond are written for each reader, and kept by none.
    private const int MostShared = 64;

    private readonly ConcurrentDictionary<(string Key, string? Reason), Lazy<byte[]>> _written = new();
    private bool _shares = true;

    public Frame Frame { get; } = frame;

    /// <summary>What happened lately, oldest first, this frame's included; bounded.</summary>
    public IReadOnlyList<OccurrenceView> Recent { get; } = recent;

    /// <summary>Number of the last thing that happened, or −1.</summary>
    public long LastOccurrence => Recent.Count == 0 ? -1 : Recent[^1].Sequence;

    /// <summary>Values of a selection.</summary>
    public byte[] Tick(StreamSelection selection) => Written(selection, null);

    /// <summary>Values of a selection with all that a reader must know who knows nothing yet.</summary>
    /// <param name="reason">Why it is sent: <c>start</c>, <c>behind</c> or <c>epoch</c>.</param>
    public byte[] Snapshot(StreamSelection selection, string reason) => Written(selection, reason);

    /// <summary>The frame without what no stream shows; what is written of it is not kept.</summary>
    public RelayedFrame ToKeep() =>
        new(Frame with { Nodes = [.. Frame.Nodes.Select(n => n with { Inlets = null })], Occurrences = [] }, info, Recent, options) { _shares = false };

    private byte[] Written(StreamSelection selection, string? reason) => !_shares || _written.Count >= MostShared
        ? Write(selection, reason)
        : _written.GetOrAdd((selection.Key, reason), _ => new Lazy<byte[]>(() => Write(selection, reason))).Value;

    private byte[] Write(StreamSelection selection, string? reason)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", Frame.Epoch);
            json.WriteNumber("sequence", Frame.Sequence);
            json.WriteNumber("tick", Frame.Tick);
            json.WriteString("time", Wire.Time(Frame.TimeMs));
            json.WriteString("wallTime", Wire.Time(Frame.WallMs));
            json.WritePropertyName("clock");
            JsonSerializer.Serialize(json, ClockState.Of(Frame.Clock), options);
            if (reason is not null)
            {
                json.WriteString("reason", reason);
                json.WriteString("world", info.World.Name);
                json.WriteNumber("stepSeconds", info.StepMs / 1000.0);
                json.WriteNumber("rackCount", info.Nodes[0].Racks);
                json.WriteNumber("lastOccurrence", LastOccurrence);
            }

            json.WritePropertyName("events");
            JsonSerializer.Serialize(json, Frame.Events.Select(e => EventView.Of(e, Frame.TimeMs)).ToArray(), options);
            selection.Write(json, Frame, options);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
