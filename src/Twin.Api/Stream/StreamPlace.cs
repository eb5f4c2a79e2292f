using System.Globalization;

namespace Twin.Api;

/// <summary>How far a reader has come: the last frame that it has whole, and the last thing that happened that it was told. It is the id of each message.</summary>
internal readonly record struct StreamPlace(long Epoch, long Sequence, long Occurrence)
{
    /// <summary>Reads an id as a reader gives it back.</summary>
    public static bool TryRead(string text, out StreamPlace place)
    {
        place = default;
        var parts = text.Split('-');
        if (parts.Length != 3 || !Read(parts[0], out var epoch) || !Read(parts[1], out var sequence) || !Read(parts[2], out var occurrence))
        {
            return false;
        }

        place = new StreamPlace(epoch, sequence, occurrence);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}-{Occurrence}");

    private static bool Read(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
