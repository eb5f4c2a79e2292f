namespace Twin.Engine.Tests.Worlds;

public sealed class StepCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_job_is_done_once_in_every_round(int threads)
    {
        using var crew = new StepCrew(threads);
        var done = new int[1000];
        for (var round = 1; round <= 50; round++)
        {
            crew.Run(done.Length, i => Interlocked.Increment(ref done[i]));
            done.ShouldAllBe(n => n == round);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_of_a_job_comes_out_and_the_crew_goes_on(int threads)
    {
        using var crew = new StepCrew(threads);
        Should.Throw<InvalidDataException>(() => crew.Run(100, i =>
        {
            if (i == 40)
            {
                throw new InvalidDataException("job 40");
            }
        })).Message.ShouldBe("job 40");
        var done = 0;
        crew.Run(10, _ => Interlocked.Increment(ref done));
        done.ShouldBe(10);
    }
}
