using System.Text;
using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

/// <summary>Whatever happens to a file, its reader answers with a value or with faults at places that exist.</summary>
public sealed class MutatedFileTests
{
    private const int Mutants = 1000;

    [Theory]
    [InlineData("regions/small/shanxi.yaml")]
    [InlineData("plants.json")]
    public void A_mutated_file_is_read_or_refused(string file)
    {
        using var world = new WorldOnDisk();
        world.Write("plants.json", """
            { "apiVersion": "twin/v1", "kind": "Region", "metadata": { "name": "a" }, "spec": { "utcOffset": "8h",
              "carbon": { "value": 0.5, "unit": "kg/kWh", "status": "assumed", "asOf": "2025", "source": "a \"test\" \ud83d\ude00" } } }
            """);
        var whole = File.ReadAllBytes(world.PathOf(file));
        var random = new Random(20260101);
        var alphabet = "{}[]:,-#&*!|>'\"%@`\t\n \\0129.eE~?<=u\u0000\u00e9\U0001F600"u8.ToArray();
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = whole.ToList();
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                var at = random.Next(mutant.Count);
                var span = Math.Min(random.Next(1, 12), mutant.Count - at);
                switch (random.Next(4))
                {
                    case 0:
                        mutant[at] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        mutant.Insert(at, alphabet[random.Next(alphabet.Length)]);
                        break;
                    case 2:
                        mutant.RemoveRange(at, span);
                        break;
                    default:
                        mutant.InsertRange(random.Next(mutant.Count), mutant.GetRange(at, span));
                        break;
                }
            }

            File.WriteAllBytes(world.PathOf(file), [.. mutant]);
            var changed = Encoding.UTF8.GetString([.. mutant]);
            var faults = new FaultList();
            var document = new ConfigReader(faults).Read<ConfigFile<RegionEntry>>(world.PathOf(file), ConfigKinds.Region, file);
            (document is null).ShouldBe(faults.Any, $"mutant {i}:\n{changed}");
            (read, refused) = document is null ? (read, refused + 1) : (read + 1, refused);
            if (faults.Any)
            {
                // The place may be behind the last line, where something was missing.
                var lines = changed.Count(c => c == '\n') + 2;
                Should.Throw<ConfigException>(faults.ThrowIfAny).Faults.ShouldAllBe(f => f.Line >= 0 && f.Line <= lines && f.Message.Length > 0);
            }
        }

        refused.ShouldBeGreaterThan(Mutants / 10);
        (read + refused).ShouldBe(Mutants);
    }
}
