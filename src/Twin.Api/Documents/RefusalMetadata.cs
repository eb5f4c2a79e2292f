using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Twin.Api;

/// <summary>A header that an endpoint reads, for the document.</summary>
internal sealed record HeaderParameter(string Name, string Description);

/// <summary>An endpoint answers as CSV and NDJSON too.</summary>
internal sealed record AlsoTable;

internal static class RefusalMetadata
{
    /// <summary>Says that an endpoint answers as a table too.</summary>
    public static RouteHandlerBuilder ProducesTable(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new AlsoTable());

    /// <summary>Says with which statuses an endpoint refuses; the body is always a <see cref="ProblemView"/>.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemView>(status, ProblemView.ContentType);
        }

        return endpoint;
    }
}
