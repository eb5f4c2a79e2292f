using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>Holds a tree against the contract of a type and reports every difference at its place.</summary>
internal sealed class ShapeCheck(string file, FaultList faults)
{
    public void Check(ConfigNode node, Type type, string name)
    {
        var contract = ConfigContract.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(node, contract, name);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckItems(node, contract.ElementType!, null, name);
                break;
            case JsonTypeInfoKind.Dictionary:
                CheckNamed(node, contract.ElementType!, null, name);
                break;
            default:
                CheckValue(node, contract.Type, null, name);
                break;
        }
    }

    private void CheckObject(ConfigNode node, JsonTypeInfo contract, string name)
    {
        if (node is not ConfigMapping mapping)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; it holds the keys {string.Join(", ", contract.Properties.Select(p => p.Name))}");
            return;
        }

        foreach (var (key, value) in mapping.Entries)
        {
            var property = contract.Properties.FirstOrDefault(p => p.Name == key.Text);
            if (property is null)
            {
                faults.Add(file, key, $"'{name}' has no key '{key.Shown}'; {Nearest.Clause(key.Text, contract.Properties.Select(p => p.Name).ToArray())}");
            }
            else
            {
                CheckProperty(value, property);
            }
        }

        foreach (var property in contract.Properties)
        {
            if (property.IsRequired && mapping[property.Name] is null)
            {
                faults.Add(file, node, $"'{name}' lacks the key '{property.Name}'; add it{Hint(property)}");
            }
        }
    }

    private static string Hint(JsonPropertyInfo property) =>
        Mark<QuantityAttribute>(property) is { } q ? $", such as '{property.Name}: {Measures.Example(q.Dimension)}'" : "";

    private void CheckProperty(ConfigNode node, JsonPropertyInfo property)
    {
        if (node is ConfigScalar { IsNothing: true })
        {
            faults.Add(file, node, $"'{property.Name}' has no value; write one, or leave the key out");
            return;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Mark<QuantityAttribute>(property) is { } quantity)
        {
            CheckQuantity(node, quantity, property.Name);
            return;
        }

        var contract = ConfigContract.Options.GetTypeInfo(type);
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                CheckItems(node, contract.ElementType!, property, property.Name);
                break;
            case JsonTypeInfoKind.Dictionary:
                CheckNamed(node, contract.ElementType!, property, property.Name);
                break;
            case JsonTypeInfoKind.Object:
                CheckObject(node, contract, property.Name);
                break;
            default:
                CheckValue(node, type, property, property.Name);
                break;
        }
    }

    private void CheckItems(ConfigNode node, Type element, JsonPropertyInfo? property, string name)
    {
        if (node is not ConfigSequence list)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; write a list, even of one: [ … ]");
            return;
        }

        if (property is not null && Mark<ItemsAttribute>(property) is { } items && (list.Items.Count < items.Min || list.Items.Count > items.Max))
        {
            faults.Add(file, node, $"'{name}' has {list.Items.Count} items; {items.Wanted} are wanted");
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            CheckElement(list.Items[i], element, property, $"{name}[{i}]");
        }
    }

    private void CheckNamed(ConfigNode node, Type element, JsonPropertyInfo? property, string name)
    {
        if (node is not ConfigMapping mapping)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; write names with values under it");
            return;
        }

        foreach (var (key, value) in mapping.Entries)
        {
            CheckElement(value, element, property, $"{name}.{key.Shown}");
        }
    }

    private void CheckElement(ConfigNode node, Type element, JsonPropertyInfo? property, string name)
    {
        if (ConfigContract.Options.GetTypeInfo(element).Kind == JsonTypeInfoKind.None)
        {
            CheckValue(node, element, property, name);
        }
        else
        {
            Check(node, element, name);
        }
    }

    private void CheckQuantity(ConfigNode node, QuantityAttribute quantity, string name)
    {
        if (node is not ConfigScalar scalar || scalar.IsTruth)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; write a quantity, such as {Measures.Example(quantity.Dimension)}");
        }
        else if (scalar.IsNumber)
        {
            faults.Add(file, node, $"'{name}' is the bare number {scalar.Shown}; write it with its unit, such as {Measures.Example(quantity.Dimension)}");
        }
        else if (!quantity.TryRead(scalar.Text, out _, out var fault))
        {
            faults.Add(file, node, $"'{name}': {fault}");
        }
    }

    private void CheckValue(ConfigNode node, Type type, JsonPropertyInfo? property, string name)
    {
        var scalar = node as ConfigScalar;
        string? wanted = null;
        if (type == typeof(string))
        {
            wanted = scalar is { IsText: true } ? null : scalar is null ? "write a text" : $"write a text, in quotes: \"{scalar.Shown}\"";
        }
        else if (type == typeof(bool))
        {
            wanted = scalar is { IsTruth: true } ? null : "write true or false";
        }
        else if (type.IsEnum)
        {
            CheckEnum(node, type, name);
        }
        else if (type == typeof(double) || type == typeof(int))
        {
            CheckNumber(node, type, property, name);
        }
        else
        {
            throw new NotSupportedException($"A file's record holds a {type.Name}; teach ShapeCheck to check it.");
        }

        if (wanted is not null)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; {wanted}");
        }
    }

    private void CheckEnum(ConfigNode node, Type type, string name)
    {
        var names = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        if (node is not ConfigScalar scalar)
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; write one of {string.Join(", ", names)}");
        }
        else if (!names.Contains(scalar.Text))
        {
            faults.Add(file, node, $"'{name}' cannot be '{scalar.Shown}'; {Nearest.Clause(scalar.Text, names)}");
        }
    }

    private void CheckNumber(ConfigNode node, Type type, JsonPropertyInfo? property, string name)
    {
        if (node is not ConfigScalar scalar || !scalar.TryNumber(out var value))
        {
            faults.Add(file, node, $"'{name}' is {node.Noun}; write a number in plain digits, such as 8 or 0.25");
        }
        else if (type == typeof(int) && !int.TryParse(scalar.Text, out _))
        {
            faults.Add(file, node, $"'{name}' is {scalar.Shown}; write a whole number");
        }
        else if (property is not null && Mark<BetweenAttribute>(property) is { } range && (value < range.Min || value > range.Max))
        {
            faults.Add(file, node, $"'{name}' is {scalar.Shown}; it lies between {range.Min} and {range.Max}");
        }
    }

    private static T? Mark<T>(JsonPropertyInfo property) where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false) is [T mark, ..] ? mark : null;
}
