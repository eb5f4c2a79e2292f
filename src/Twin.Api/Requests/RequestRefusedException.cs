namespace Twin.Api;

/// <summary>A request that is refused before it reaches the twin, with everything that is wrong with it.</summary>
internal sealed class RequestRefusedException(int status, string detail, params IReadOnlyList<ErrorView> errors) : Exception(detail)
{
    public int Status { get; } = status;

    public IReadOnlyList<ErrorView> Errors { get; } = errors;
}
