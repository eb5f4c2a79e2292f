using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Twin.Workplace;

/// <summary>Keeps the framework's own keys for as long as the process lives, and leaves no file in anybody's home.</summary>
internal sealed class PassingKeys : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            return [.. _keys.Select(key => new XElement(key))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
        {
            _keys.Add(new XElement(element));
        }
    }
}
