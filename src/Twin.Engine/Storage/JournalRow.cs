using System.Text.Json;
using Twin.Model;

namespace Twin.Engine;

/// <summary>A command as a table holds it.</summary>
internal sealed record JournalRow(long Sequence, long Tick, string Id, string Kind, string Command, long WallMs)
{
    public static JournalRow Of(JournalEntry entry) => new(
        entry.Sequence, entry.Tick, entry.Command.Id, entry.Command is InjectCommand ? "inject" : "end",
        JsonSerializer.Serialize(entry.Command, entry.Command.GetType(), ModelJson.Options), entry.WallMs);

    /// <exception cref="DataFolderException">It cannot be read.</exception>
    public JournalEntry Entry()
    {
        try
        {
            return new JournalEntry(
                Sequence, Tick,
                Kind == "inject"
                    ? JsonSerializer.Deserialize<InjectCommand>(Command, ModelJson.Options)!
                    : JsonSerializer.Deserialize<EndCommand>(Command, ModelJson.Options)!,
                WallMs);
        }
        catch (JsonException e)
        {
            throw new DataFolderException($"Command {Sequence} of the journal cannot be read: {e.Message} It was written by another version, or is damaged; start with another folder (--data DIR).", e);
        }
    }
}
