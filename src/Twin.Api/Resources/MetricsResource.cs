using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The numbers that every node above the rack has.</summary>
internal static class MetricsResource
{
    public static void MapMetrics(this IEndpointRouteBuilder api) =>
        api.MapGet("/metrics", () => Metrics.All.Select(m => new MetricView(m.Name, m.Unit)).ToArray())
            .WithName("listMetrics").WithTags("metrics").WithSummary("All metrics with their units")
            .Produces<MetricView[]>();
}

/// <param name="Unit">Empty for ratios.</param>
internal sealed record MetricView(string Name, string Unit);
