using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The numbers that every node above the rack has, and those of racks.</summary>
internal static class MetricsResource
{
    private static readonly QueryParameter Of = QueryParameter.Text("of", "Of which level: node is all above the rack. Left out: node.", "node", "rack");

    public static void MapMetrics(this IEndpointRouteBuilder api) =>
        api.MapGet("/metrics", List)
            .WithName("listMetrics").WithTags("metrics").WithSummary("All metrics with their units")
            .WithQuery(Of)
            .Produces<MetricView[]>().Refuses(400);

    private static MetricView[] List(HttpContext http)
    {
        var query = new QueryReader(http);
        var of = query.Text(Of.Name);
        query.ThrowIfAny();
        return of == "rack"
            ? [.. RackMetric.All.Select(m => new MetricView(m.Name, m.Unit, m.Sums))]
            : [.. Metrics.All.Select(m => new MetricView(m.Name, m.Unit, m.Sums))];
    }
}

/// <param name="Unit">Empty for ratios.</param>
/// <param name="Sums">True where a sum over nodes has a meaning.</param>
internal sealed record MetricView(string Name, string Unit, bool Sums);
