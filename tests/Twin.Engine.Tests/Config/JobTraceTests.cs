namespace Twin.Engine.Tests.Config;

/// <summary>A record of jobs as CSV: whatever is wrong with it, or with what is said of its columns, is told at its place.</summary>
public sealed class JobTraceTests
{
    private const string Entry =
        """{ name: pods, file: pods.csv, hub: shanxi/yanggao, class: batch, arrival: at, timeIn: seconds, end: until, sizeKw: 2, counts: [cards], status: assumed, source: "a test" }""";

    [Theory]
    [InlineData("at,until,cards\n0,5,1\nsoon,6,1\n", "pods.csv:3:1: 'soon' is no time in seconds; write a number from -3162240000 to 3162240000")]
    [InlineData("at,until,cards\n0,5,1\n7,6,1\n", "pods.csv:3:3: the job runs for -1 s; it ends after its arrival, and within a year")]
    [InlineData("at,until,cards\n7,8,1\n5,6,1\n", "pods.csv:3:1: the time falls; sort the rows by arrival")]
    [InlineData("at,until,cards\n7,8,many\n", "pods.csv:2:5: 'many' is no count; write a number from 0 to 1000000000000000")]
    [InlineData("at,until,cards\n7,8\n", "pods.csv:2:1: the row has 2 fields, and the header 3; write one for each column, with commas between and without quotes")]
    [InlineData("", "pods.csv: The file is empty. Fetch it again.")]
    [InlineData("\nat,until,cards\n", "pods.csv:1:1: the first line is empty; write a header there, the names of the columns")]
    public void A_spoilt_record_is_refused_at_its_place(string csv, string fault) => Faults(Entry, csv).ShouldBe([fault]);

    [Theory]
    [InlineData("hub: shanxi/yanggao", "hub: shanxi/yangao", "jobs-small.yaml:9:42: this world has no hub 'shanxi/yangao'; did you mean 'shanxi/yanggao'?")]
    [InlineData("class: batch", "class: bach", "no class of jobs is called 'bach'; did you mean 'batch'?")]
    [InlineData("arrival: at", "arrival: when", "' has no column 'when'; ")]
    [InlineData("counts: [cards]", "counts: [cars]", "' has no column 'cars'; did you mean 'cards'?")]
    [InlineData("end: until, ", "", "the length of a job is told by 'end', or by 'runs' and 'runsPer'; write one of the two")]
    [InlineData("end: until", "end: until, runs: 5s", "the length of a job is told by 'end', or by 'runs' and 'runsPer'; write one of the two")]
    [InlineData("end: until", "end: until, begins: soon", "'begins': 'soon' is no moment in UTC; write it like 2025-12-31T16:00:00Z")]
    [InlineData("file: pods.csv", "file: gone.csv", "there is no file '")]
    public void What_is_wrong_about_its_columns_is_told_where_they_are_named(string old, string with, string fault) =>
        Faults(Entry.Replace(old, with, StringComparison.Ordinal), "at,until,cards\n0,5,1\n").Single().ShouldContain(fault);

    [Fact]
    public void A_job_that_fits_nowhere_is_refused()
    {
        var fault = Faults(Entry.Replace("sizeKw: 2", "sizeKwPer: { cards: 400 }", StringComparison.Ordinal), "at,until,cards\n0,5,1\n5,9,0\n");
        fault.Length.ShouldBe(2);
        fault[0].ShouldStartWith("pods.csv:2:1: the job takes 400 kW, and racks of ");
        fault[1].ShouldStartWith("pods.csv:3:1: the job takes 0 kW, and racks of ");
    }

    [Fact]
    public void A_class_has_both_spreads_or_neither()
    {
        using var world = new WorldOnDisk();
        world.Replace("jobs-small.yaml", "      hours: ", "      # hours: ");
        world.Faults().Single().ShouldContain("has one of sizeKw and hours; write both, or neither where only recorded jobs come");
    }

    private static string[] Faults(string entry, string csv)
    {
        using var world = new WorldOnDisk();
        world.Write("pods.csv", csv);
        world.Replace("jobs-small.yaml", "spec:\n", $"spec:\n  traces:\n    - {entry}\n");
        return world.Faults();
    }
}
