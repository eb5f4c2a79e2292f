using Twin.Model;

namespace Twin.Contracts;

/// <summary>From what was asked for to the event that is accepted, the same in every twin and in a preview.</summary>
public static class InjectRequests
{
    /// <summary>The event with all that was left open filled in from the catalogue.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="nextMs">Simulated begin of the first tick that has not begun, Unix ms.</param>
    public static TwinEvent Resolve(this InjectRequest request, string id, long nextMs)
    {
        var facts = EventCatalogue.Of(request.Kind);
        return new TwinEvent
        {
            Id = id,
            Kind = request.Kind,
            Target = request.Target,
            Selection = request.Selection,
            StartMs = request.StartMs ?? nextMs,
            DurationMs = request.UntilEnded ? null : request.DurationMs ?? facts.UsualDurationMs,
            RampMs = request.RampMs ?? facts.UsualRampMs,
            Magnitude = request.Magnitude ?? facts.Usual,
            By = request.By,
            Reason = request.Reason,
        };
    }
}
