using System.Net;
using System.Text.Json;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>Turns problem details (RFC 9457) back into what the twin threw.</summary>
internal static class Refusals
{
    /// <exception cref="TwinRefusedException">The twin refused the request.</exception>
    /// <exception cref="HttpRequestException">Something else went wrong, or answered in the twin's place.</exception>
    public static async Task ThrowIfAny(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(cancel);
        if ((int)response.StatusCode >= 500 || response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            throw new HttpRequestException($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}", null, response.StatusCode);
        }

        var problem = JsonDocument.Parse(text).RootElement;
        Fault[] faults = [.. problem.GetProperty("errors").EnumerateArray().Select(e => new Fault(Field(e), e.GetProperty("message").GetString()!))];
        throw new TwinRefusedException(
            response.StatusCode switch
            {
                HttpStatusCode.NotFound => Refusal.NotFound,
                HttpStatusCode.Conflict => Refusal.Conflict,
                HttpStatusCode.TooManyRequests => Refusal.Full,
                HttpStatusCode.Forbidden => Refusal.Forbidden,
                _ => Refusal.Invalid,
            },
            faults.Length > 0 ? faults : [new Fault("", problem.GetProperty("detail").GetString()!)]);
    }

    private static string Field(JsonElement error) =>
        error.TryGetProperty("pointer", out var pointer) ? pointer.GetString()!.TrimStart('/')
            : error.TryGetProperty("parameter", out var parameter) ? parameter.GetString()! : "";
}
