using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Concurrency;

namespace Twin.Grains.Tests.Wire;

/// <summary>What clients of the cluster rely on changes only where someone says so, in contract.txt.</summary>
public sealed class ContractTests
{
    [Fact]
    public void The_public_grain_contract_is_as_written()
    {
        var now = Contract();
        var file = Path.Combine(Here(), "contract.txt");
        var written = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (written != now)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "contract.txt"), now);
        }

        written.ShouldBe(now, $"The contract changed. Old clients must still be understood: aliases and ids stay, new ones are added. If that holds, put {Path.Combine(AppContext.BaseDirectory, "contract.txt")} in its place.");
    }

    [Fact]
    public void Everything_on_the_wire_has_an_alias_and_ids_and_every_method_says_who_may_call_it()
    {
        foreach (var type in Types())
        {
            type.GetCustomAttribute<AliasAttribute>().ShouldNotBeNull($"{type.Name} has no alias");
            foreach (var method in type.IsInterface ? type.GetMethods() : [])
            {
                method.GetCustomAttribute<AliasAttribute>().ShouldNotBeNull($"{type.Name}.{method.Name} has no alias");
                (method.GetCustomAttribute<NeedsAttribute>() is not null || typeof(IGrainObserver).IsAssignableFrom(type)).ShouldBeTrue($"{type.Name}.{method.Name} does not say who may call it");
            }

            foreach (var member in Members(type))
            {
                member.GetCustomAttribute<IdAttribute>().ShouldNotBeNull($"{type.Name}.{member.Name} has no id");
            }
        }
    }

    private static string Contract()
    {
        var text = new StringBuilder();
        foreach (var type in Types())
        {
            text.Append(type.IsInterface ? "interface " : "type ").Append(type.GetCustomAttribute<AliasAttribute>()!.Alias).Append('\n');
            if (type.IsInterface)
            {
                foreach (var method in type.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    text.Append($"  {method.GetCustomAttribute<AliasAttribute>()!.Alias}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}) : {Name(method.ReturnType)}")
                        .Append(method.GetCustomAttribute<NeedsAttribute>() is { } needs ? $" needs {needs.Role}" : "")
                        .Append(method.GetCustomAttribute<OneWayAttribute>() is null ? "" : " one-way").Append('\n');
                }
            }

            foreach (var member in Members(type).OrderBy(m => m.GetCustomAttribute<IdAttribute>()!.Id))
            {
                text.Append($"  {member.GetCustomAttribute<IdAttribute>()!.Id} {member.Name} : {Name(member is FieldInfo f ? f.FieldType : ((PropertyInfo)member).PropertyType)}\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Types() => typeof(INodeGrain).Assembly.GetExportedTypes()
        .Where(t => t.Namespace!.StartsWith("Twin.", StringComparison.Ordinal)
            && (typeof(IAddressable).IsAssignableFrom(t) ? t.IsInterface : t.GetCustomAttribute<GenerateSerializerAttribute>() is not null))
        .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static IEnumerable<MemberInfo> Members(Type type) => type.IsInterface
        ? []
        : type.GetFields(BindingFlags.Public | BindingFlags.Instance).Cast<MemberInfo>().Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null));

    private static string Name(Type type) => !type.IsGenericType ? type.Name : $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
