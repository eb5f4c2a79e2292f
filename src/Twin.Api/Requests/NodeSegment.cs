using Microsoft.AspNetCore.Http;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>A node's path as one segment of an address: <c>shanxi%2Fdatong</c>.</summary>
internal static class NodeSegment
{
    public const string Description = "The node's path as one segment, its slashes written %2F: shanxi%2Fdatong.";

    /// <summary>The node's index in the twin's order.</summary>
    /// <exception cref="RequestRefusedException">It is no path, or there is no such node above the rack.</exception>
    public static int Find(string segment, ITwin twin)
    {
        // Routing decodes every other character; a slash in a segment stays as it was sent.
        var text = segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!NodePath.TryParse(text.Length <= 200 ? text : text[..200] + "…", out var path, out var fault))
        {
            throw Refused(StatusCodes.Status400BadRequest, fault);
        }

        if (path.Kind == NodeKind.Rack && EventRules.Exists(twin.Info.World, path))
        {
            var index = NodePath.RackIndex(path.Name);
            throw Refused(
                StatusCodes.Status404NotFound,
                $"'{path}' is a rack; racks are read by column: GET /api/v1/nodes/{Encode(path.Parent)}/racks?from={index}&count=1.");
        }

        var at = twin.Info.IndexOf(path);
        return at >= 0 ? at : throw Refused(
            StatusCodes.Status404NotFound, $"There is no node '{path}' in the world '{twin.Info.World.Name}'. GET /api/v1/nodes lists them.");
    }

    public static string Encode(NodePath path) => path.Value.Replace("/", "%2F", StringComparison.Ordinal);

    private static RequestRefusedException Refused(int status, string message) => new(status, message, new ErrorView(null, "path", message));
}
