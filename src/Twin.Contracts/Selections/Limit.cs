using System.Globalization;

namespace Twin.Contracts;

/// <summary>On which side of a value something must lie.</summary>
public enum LimitKind { Below, AtMost, AtLeast, Above }

/// <summary>A bound on a metric, such as <c>maxInletC&gt;27</c>. What has no value does not keep it.</summary>
public sealed record Limit(string Metric, LimitKind Kind, double Value)
{
    // Those of two characters first: the others begin like them.
    private static readonly (string Sign, LimitKind Kind)[] Signs =
        [("<=", LimitKind.AtMost), (">=", LimitKind.AtLeast), ("<", LimitKind.Below), (">", LimitKind.Above)];

    public bool Holds(double value) => Kind switch
    {
        LimitKind.Below => value < Value,
        LimitKind.AtMost => value <= Value,
        LimitKind.AtLeast => value >= Value,
        _ => value > Value,
    };

    /// <summary>Reads a limit as people write it.</summary>
    /// <param name="text">A metric, one of &lt; &lt;= &gt;= &gt;, and a number in the metric's unit.</param>
    /// <param name="fault">What is wrong and how to mend it, a sentence; empty on success.</param>
    public static bool TryRead(string text, out Limit limit, out string fault)
    {
        limit = new Limit("", LimitKind.Below, 0);
        fault = "";
        foreach (var (sign, kind) in Signs)
        {
            if (text.IndexOf(sign, StringComparison.Ordinal) is > 0 and var at)
            {
                if (!double.TryParse(text.AsSpan(at + sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                {
                    fault = $"'{text[(at + sign.Length)..]}' in '{text}' is no number; write a limit like maxInletC>27.";
                    return false;
                }

                limit = new Limit(text[..at].Trim(), kind, value);
                return true;
            }
        }

        fault = $"'{text}' is no limit; write a metric, one of < <= >= >, and a number, such as maxInletC>27.";
        return false;
    }
}
