using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The whole HTTP side of a twin, for any host that registers an <see cref="ITwin"/>.</summary>
public static class TwinApi
{
    /// <summary>Adds what the API needs. The host adds its <see cref="ITwin"/> and, if it wants another than the system's, a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddTwinApi(this IServiceCollection services, TwinApiOptions? options = null)
    {
        services.AddSingleton(options ?? new TwinApiOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddRouting();
        services.AddTwinCompression();
        services.AddTwinDocument();
        services.AddSingleton<FrameRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<FrameRelay>());
        return services;
    }

    /// <summary>Puts the API, its document, health and the live page onto the host's pipeline.</summary>
    public static void MapTwinApi(this WebApplication app)
    {
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<SameMachine>();
        app.UseMiddleware<RequestBounds>();
        app.UseResponseCompression();
        app.UseTwinPage();
        app.UseRouting();

        app.MapHealth();
        app.MapTwinDocument();
        var api = app.MapGroup("/api/v1").AddEndpointFilter<QueryFilter>().AddEndpointFilter<ContentTag>();
        api.MapNetwork();
        api.MapNodes();
        api.MapLinks();
        api.MapJobs();
        api.MapRacks();
        api.MapAggregate();
        api.MapHistory();
        api.MapMetrics();
        api.MapStream();
        api.MapEvents();
        api.MapOccurrences();
        api.MapClock();
        api.MapHash();
    }

    /// <summary>JSON as the API writes it: camelCase, names for enumerations, numbers as numbers, nothing unknown.</summary>
    internal static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // answers are JSON by their type, never part of a page
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
