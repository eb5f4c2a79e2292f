using MudBlazor;

namespace Twin.Workplace.Layout;

/// <summary>
/// The look, given to MudBlazor: its type, corners and sizes are here; no shadow anywhere; its colours are the live page's
/// own custom properties, which console.css hands to it, so that both follow one choice of theme at once.
/// </summary>
internal static class ConsoleTheme
{
    private const string Body = "1rem"; // 13 px: page.css sets the root's size

    private static readonly string[] Inter = ["Inter", "system-ui", "-apple-system", "Segoe UI", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Inter, FontSize = Body, LineHeight = "1.45", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.6rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-0.01em" },
            H2 = new H2Typography { FontSize = Body, FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = Body, LineHeight = "1.45", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = Body, LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = Body, FontWeight = "500", LineHeight = "1.3", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = "0.885rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = Body, LineHeight = "1.45", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = Body, FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", DrawerWidthLeft = "11.5rem" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
    };
}
