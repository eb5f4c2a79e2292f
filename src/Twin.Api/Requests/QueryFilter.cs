using Microsoft.AspNetCore.Http;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Refuses parameters that an endpoint does not take, or that are given twice: they are mistakes, and silence would hide them.</summary>
internal sealed class QueryFilter : IEndpointFilter
{
    private const int MostErrors = 20;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var known = QueryReader.ParametersOf(context.HttpContext).Select(p => p.Name).ToArray();
        var errors = new List<ErrorView>();
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            var fault = !known.Contains(name)
                ? $"There is no parameter '{Shown(name)}' here; {(known.Length == 0 ? "this address takes none." : Nearest.Clause(name, known))}"
                : values.Count > 1 ? $"'{name}' is given {values.Count} times; give it once, with commas between several values." : null;
            if (fault is not null && errors.Count < MostErrors)
            {
                errors.Add(new ErrorView(null, Shown(name), fault));
            }
        }

        return errors.Count == 0 ? next(context) : throw QueryReader.Refused(errors);
    }

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
