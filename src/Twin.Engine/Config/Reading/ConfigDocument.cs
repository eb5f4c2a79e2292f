using System.Globalization;

namespace Twin.Engine.Config;

/// <summary>A file that was read: its typed content, and the place of every part of it.</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="File">Its name in messages.</param>
/// <param name="Value">Its content.</param>
/// <param name="Root">Its content as written.</param>
internal sealed record ConfigDocument<T>(string Path, string File, T Value, ConfigNode Root)
{
    /// <summary>The deepest part of the file on the way to that JSON pointer, such as <c>/spec/hubs/0/plant</c>.</summary>
    public ConfigNode At(string pointer)
    {
        var node = Root;
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var step = part.Replace("~1", "/", StringComparison.Ordinal);
            var next = node switch
            {
                ConfigMapping mapping => mapping[step],
                ConfigSequence list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Items.Count => list.Items[i],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node;
    }
}
