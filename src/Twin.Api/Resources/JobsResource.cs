using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model.Jobs;

namespace Twin.Api;

/// <summary>Jobs by hub and class, and what the scheduler decided about them.</summary>
internal static class JobsResource
{
    private static readonly QueryParameter After = QueryParameter.Whole("after", "Only those after this sequence number.", -1, long.MaxValue / 2, -1);
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "Newest decisions wanted.", 1, DecisionLog.Most, DecisionLog.Most);

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", Get)
            .WithName("getJobs").WithTags("compute").WithSummary("Jobs by hub and class: running, waiting, moving, and what became of them")
            .WithDescription("Where the world has no jobs, there are no hubs in the answer.")
            .WithQuery(TableFormat.Parameter)
            .Produces<JobsStateView>().ProducesTable().Produces(StatusCodes.Status304NotModified).Refuses(400);
        api.MapGet("/decisions", List)
            .WithName("listDecisions").WithTags("compute").WithSummary("What the scheduler decided, oldest first, with the reason and both costs")
            .WithDescription("Jobs of one class, way and reason in a quarter of an hour are one decision, which grows while it lasts.")
            .WithQuery(After, Limit, TableFormat.Parameter)
            .Produces<DecisionView[]>().ProducesTable().Refuses(400);
    }

    private static IResult Get(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var format = query.Text(TableFormat.Parameter.Name);
        query.ThrowIfAny();
        var frame = twin.Latest;
        return TableFormat.Answer(format, () => JobTable.Of(JobsStateView.Of(twin.Info.World, frame)))
            ?? FrameTag.Answer(http, frame, () => JobsStateView.Of(twin.Info.World, frame));
    }

    private static object List(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var (after, limit) = (query.Whole(After.Name), (int)query.Whole(Limit.Name));
        var format = query.Text(TableFormat.Parameter.Name);
        query.ThrowIfAny();
        var decisions = (twin.Latest.Jobs?.Decisions ?? []).Where(d => d.Sequence > after).TakeLast(limit).Select(d => DecisionView.Of(twin.Info.World, d)).ToArray();
        return TableFormat.Answer(format, () => DecisionTable.Of(decisions)) as object ?? decisions;
    }
}
