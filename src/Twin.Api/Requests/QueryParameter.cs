using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace Twin.Api;

/// <summary>What a parameter of a query holds.</summary>
internal enum QueryKind { Text, Names, Whole, Number, Moment }

/// <summary>One parameter of a query: read by it, checked by it and documented by it.</summary>
/// <param name="Least">Smallest number.</param>
/// <param name="Most">Largest number, or most names.</param>
/// <param name="Usual">Where it is left out, as a caller would write it; empty: nothing.</param>
/// <param name="Choices">All it may be; empty: anything.</param>
internal sealed record QueryParameter(string Name, QueryKind Kind, string Description, double Least = 0, double Most = 0, string Usual = "", string[]? Choices = null)
{
    public const int MostNames = 500;

    public static QueryParameter Text(string name, string description, params string[] choices) => new(name, QueryKind.Text, description, Choices: choices);

    public static QueryParameter Names(string name, string description) => new(name, QueryKind.Names, description, Most: MostNames);

    public static QueryParameter Whole(string name, string description, long least, long most, long usual) =>
        new(name, QueryKind.Whole, description, least, most, usual.ToString(CultureInfo.InvariantCulture));

    public static QueryParameter Number(string name, string description, double least, double most, double usual) =>
        new(name, QueryKind.Number, description, least, most, usual.ToString(CultureInfo.InvariantCulture));

    public static QueryParameter Moment(string name, string description, string usual) => new(name, QueryKind.Moment, description, Usual: usual);
}

/// <summary>The parameters that an endpoint takes, as its metadata.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All)
{
    /// <summary>Which metrics a reading shall hold.</summary>
    public static QueryParameter Metrics { get; } =
        QueryParameter.Names("metrics", "Metrics wanted, by name, with commas between; all where it is left out.");

    /// <summary>Which members an answer shall hold.</summary>
    public static QueryParameter Fields { get; } =
        QueryParameter.Names("fields", "Members wanted, by name, with commas between; all where it is left out.");
}

internal static class QueryMetadata
{
    /// <summary>Says which parameters an endpoint takes; any other is refused.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters));
}
