using System.Reflection;

namespace Twin.Engine;

/// <summary>The version that this program was built as.</summary>
public static class ProgramVersion
{
    /// <summary>Such as 0.1.0; without the mark of a source revision, which does not say that the model differs.</summary>
    public static string Text { get; } =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
