namespace Twin.Model;

/// <summary>Racks of a data center by index: "0-99,120"; empty means all.</summary>
public static class RackSelection
{
    /// <summary>Ranges of indexes, both ends included.</summary>
    public static bool TryParse(string text, int racks, out (int From, int To)[] ranges, out string fault)
    {
        fault = "";
        if (text.Length == 0)
        {
            ranges = [(0, racks - 1)];
            return true;
        }

        var parts = text.Split(',');
        ranges = new (int, int)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var ends = parts[i].Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], out var from) || !int.TryParse(ends[^1], out var to) || from < 0 || to < from || to >= racks)
            {
                fault = $"'{parts[i].Trim()}' is no rack or range of racks here: write numbers from 0 to {racks - 1}, such as \"0-99,120\".";
                ranges = [];
                return false;
            }

            ranges[i] = (from, to);
        }

        return true;
    }
}
