namespace Twin.Model.Links;

/// <summary>Time from one end of a way to the other. Sources mix it with the round trip (MODELS §9), so each kind is a type of its own.</summary>
public readonly record struct OneWay(double Ms)
{
    /// <summary>There and back by the same way.</summary>
    public RoundTrip ThereAndBack => new(2 * Ms);

    public static OneWay operator +(OneWay a, OneWay b) => new(a.Ms + b.Ms);

    public static bool operator <(OneWay a, OneWay b) => a.Ms < b.Ms;

    public static bool operator >(OneWay a, OneWay b) => a.Ms > b.Ms;
}

/// <summary>Time from one end of a way to the other and back.</summary>
public readonly record struct RoundTrip(double Ms)
{
    /// <summary>One of its two ways.</summary>
    public OneWay Half => new(Ms / 2);

    public static bool operator <(RoundTrip a, RoundTrip b) => a.Ms < b.Ms;

    public static bool operator >(RoundTrip a, RoundTrip b) => a.Ms > b.Ms;
}

/// <summary>Light in glass, and what stands on its way (MODELS §9).</summary>
public static class Fibre
{
    /// <summary>ms/km one way: light at a refractive index of 1.47.</summary>
    public const double MsPerKm = 0.0049;

    /// <summary>Equipment at a hop, ms one way: the middle of 0.05–0.2.</summary>
    public const double MsPerHop = 0.1;

    /// <summary>Route over great circle where no length is known: the middle of 1.3–1.5.</summary>
    public const double RouteFactor = 1.4;

    public static OneWay Over(double lengthKm, int hops) => new((MsPerKm * lengthKm) + (MsPerHop * hops));
}
