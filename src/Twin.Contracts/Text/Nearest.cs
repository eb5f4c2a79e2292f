namespace Twin.Contracts;

/// <summary>What somebody probably meant.</summary>
public static class Nearest
{
    private const int LongestWord = 60;

    /// <summary>A clause for the end of a message: the nearest of the names where one is near, else all of them where they are few.</summary>
    public static string Clause(string written, IReadOnlyCollection<string> names)
    {
        var best = Find(written, names);
        if (best is not null)
        {
            return $"did you mean '{best}'?";
        }

        return names.Count is > 0 and <= 24 ? $"it is one of {string.Join(", ", names)}" : "look it up in the schema of this kind";
    }

    /// <summary>The nearest name, or null where none is within a third of its length.</summary>
    public static string? Find(string written, IEnumerable<string> names)
    {
        if (written.Length > LongestWord)
        {
            return null;
        }

        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in names)
        {
            var distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(1, name.Length / 3))
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    // Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
