using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

public sealed partial class EmbeddedTwin
{
    private long _sequence;

    public async ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel)
    {
        CommandDesk.CheckId(request.Id);
        if (Interlocked.Increment(ref _waitingCommands) > _options.MostWaitingCommands)
        {
            Interlocked.Decrement(ref _waitingCommands);
            throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{_options.MostWaitingCommands} commands wait for their tick, which is the most. Try again in a moment.")]);
        }

        var submission = new Submission(request);
        try
        {
            Put(new Ask(
                () =>
                {
                    _submissions.Enqueue(submission);
                    return ValueTask.CompletedTask;
                },
                e => submission.Answer.TrySetException(e)));
            return await submission.Answer.Task.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waitingCommands);
        }
    }

    /// <summary>Gives all commands that wait the next tick, makes them durable with one sync of the disk, and only then answers.</summary>
    private void TakeCommands()
    {
        if (_submissions.Count == 0)
        {
            return;
        }

        var tick = _world.TickIndex + 1;
        var taken = new List<JournalEntry>();
        var answers = new List<(Submission Submission, JournalEntry Entry)>();
        while (_submissions.TryDequeue(out var submission))
        {
            var request = submission.Request;
            try
            {
                if (request.Id is { } known && (taken.Find(e => e.Command.Id == known) ?? _folder.Journal.Find(known)) is { } before)
                {
                    answers.Add((submission, before));
                    continue;
                }

                var command = CommandDesk.Resolve(
                    Info.World, request, request.Id ?? Guid.CreateVersion7(_options.Time.GetUtcNow()).ToString(), OpenEvents(taken), _world.StartOf(tick));
                var entry = new JournalEntry(_sequence + taken.Count + 1, tick, command, _options.Time.GetUtcNow().ToUnixTimeMilliseconds());
                taken.Add(entry);
                answers.Add((submission, entry));
            }
            catch (TwinRefusedException e)
            {
                submission.Answer.TrySetException(e);
            }
            catch (Exception e)
            {
                submission.Answer.TrySetException(e);
                Fail(answers, e);
                throw;
            }
        }

        try
        {
            if (taken.Count > 0)
            {
                _folder.Journal.Append(taken);
                _sequence += taken.Count;
                _pending.AddRange(taken);
            }
        }
        catch (Exception e)
        {
            Fail(answers, e);
            throw;
        }

        foreach (var (submission, entry) in answers)
        {
            submission.Answer.TrySetResult(new Accepted(entry.Command.Id, entry.Tick, _world.StartOf(entry.Tick)));
        }
    }

    /// <summary>Events that are not over when the next tick begins, as they will be after the commands that wait for it.</summary>
    private List<TwinEvent> OpenEvents(List<JournalEntry> taken)
    {
        var tick = _world.TickIndex + 1;
        return CommandDesk.OpenEvents(_world.Network.Events, _pending.Concat(taken), tick, _world.StartOf);
    }

    private static void Fail(List<(Submission Submission, JournalEntry Entry)> answers, Exception error)
    {
        foreach (var (submission, _) in answers)
        {
            submission.Answer.TrySetException(error);
        }
    }
}
