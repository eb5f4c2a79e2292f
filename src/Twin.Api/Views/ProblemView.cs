using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Twin.Api;

/// <summary>Why a request was refused (RFC 9457).</summary>
internal sealed record ProblemView(
    [property: Description("Always about:blank: the status says what kind of problem it is.")] string Type,
    string Title,
    int Status,
    [property: Description("What is wrong and how to mend it.")] string Detail,
    [property: Description("Each thing that is wrong, with its place; empty where the request as a whole is meant.")] IReadOnlyList<ErrorView> Errors)
{
    public const string ContentType = "application/problem+json";
}

/// <summary>One thing that is wrong with a request.</summary>
internal sealed record ErrorView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("JSON pointer into the body.")] string? Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("Name of the parameter in the address.")] string? Parameter,
    [property: Description("What is wrong with it and how to mend it.")] string Message);
