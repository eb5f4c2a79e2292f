namespace Twin.Api;

/// <summary>Jobs at one tick, a row for each hub and class.</summary>
internal static class JobTable
{
    public static Table Of(JobsStateView jobs) => Table.Of(
        $"jobs-{jobs.Tick}",
        [
            new("time", "UTC"), new("hub"), new("class"), new("poolKw", "kW"), new("running"), new("runningKw", "kW"), new("waiting"), new("waitingKw", "kW"), new("moving"),
            new("arrived"), new("completed"), new("late"), new("movedIn"), new("movedOut"), new("stopped"), new("runKWh", "kWh"), new("lostKWh", "kWh"), new("doneKWh", "kWh"),
            new("nextDeadline", "UTC"), new("quality"),
        ],
        jobs.Hubs.SelectMany(h => h.Classes.Select(c => (object?[])
        [
            jobs.Time, h.Hub, c.Class, c.PoolKw, c.Running, c.RunningKw, c.Waiting, c.WaitingKw, c.Moving,
            c.Arrived, c.Completed, c.Late, c.MovedIn, c.MovedOut, c.Stopped, c.RunKWh, c.LostKWh, c.DoneKWh, c.NextDeadline, Wire.Quality,
        ])));
}
