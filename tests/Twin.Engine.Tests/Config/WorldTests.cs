using Twin.Engine.Config;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Config;

/// <summary>The worlds that come with the program.</summary>
public sealed class WorldTests(ITestOutputHelper output)
{
    public static TheoryData<string> Worlds => [.. WorldFolder.Names()];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_world_loads_without_a_warning(string name)
    {
        var loaded = WorldLoader.Load(name);
        loaded.Warnings.Select(w => w.ToString()).ShouldBeEmpty();
        loaded.World.Name.ShouldBe(name);
        foreach (var note in loaded.Notes)
        {
            output.WriteLine(note);
        }
    }
}
