using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

/// <summary>A recorded load as CSV.</summary>
public sealed class LoadTraceTests
{
    private const string Shanxi = "regions/small/shanxi.yaml";

    [Fact]
    public void A_trace_drives_a_data_center()
    {
        using var world = Traced("time,load\n2025-12-31T16:00:00Z,0.25\n2025-12-31T16:15:00Z,0.5\n2025-12-31T16:30:00Z,1\n");
        var trace = world.Load().World.DataCenters.First().Trace.ShouldNotBeNull();
        trace.StartMs.ShouldBe(1767196800000);
        trace.IntervalMs.ShouldBe(900_000);
        trace.Loads.ShouldBe([0.25, 0.5, 1]);
    }

    [Fact]
    public void Columns_may_have_other_names_times_and_units()
    {
        using var world = Traced("utc_ms,host,mhz\n1767196800000,a,500\n1767197100000,b,250\n", "{ time: utc_ms, timeIn: milliseconds, load: mhz, full: 1000 }");
        var trace = world.Load().World.DataCenters.First().Trace.ShouldNotBeNull();
        (trace.StartMs, trace.IntervalMs).ShouldBe((1767196800000, 300_000));
        trace.Loads.ShouldBe([0.5, 0.25]);
    }

    [Fact]
    public void A_load_beyond_the_full_one_is_refused()
    {
        using var world = Traced("utc_ms,mhz\n1767196800000,1001\n1767197100000,250\n", "{ time: utc_ms, timeIn: milliseconds, load: mhz, full: 1000 }");
        world.Faults().ShouldBe(["regions/small/load.csv:2:15: '1001' is no load; write a number from 0 to 1000"]);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_do_no_harm()
    {
        using var world = Traced("\uFEFFtime,load\r\n2025-12-31T16:00:00Z,0.25\r\n2025-12-31T16:15:00Z,0.5\r\n\r\n");
        world.Load().World.DataCenters.First().Trace!.Loads.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "regions/small/load.csv: The file is empty. Fetch it again.")]
    [InlineData("when,what\n", "regions/small/shanxi.yaml:32:18: 'regions/small/load.csv' has no column 'time'; it is one of when, what")]
    [InlineData("time,load\n2025-12-31T16:00:00Z,0.2\n", "regions/small/load.csv: the trace has 1 rows; it needs two or more")]
    [InlineData("time,load\n2025-12-31 16:00,0.2\n", "regions/small/load.csv:2:1: '2025-12-31 16:00' is no moment in UTC; write it like 2025-12-31T16:00:00Z")]
    [InlineData("time,load\n2025-12-31T16:00:00+08:00,0.2\n", "regions/small/load.csv:2:1: '2025-12-31T16:00:00+08:00' is no moment in UTC; write it like 2025-12-31T16:00:00Z")]
    [InlineData("time,load\n2025-12-31T16:00:00Z,20\n", "regions/small/load.csv:2:22: '20' is no load; write a number from 0 to 1")]
    [InlineData("time,load\n2025-12-31T16:00:00Z,NaN\n", "regions/small/load.csv:2:22: 'NaN' is no load; write a number from 0 to 1")]
    [InlineData("time,load\n2025-12-31T16:00:00Z;0.2\n", "regions/small/load.csv:2:1: the row has 1 fields, and the header 2; write one for each column, with commas between and without quotes")]
    [InlineData("time,load\n2025-12-31T16:15:00Z,0\n2025-12-31T16:00:00Z,0\n", "regions/small/load.csv:3:1: the time does not rise; sort the rows and keep one of each moment")]
    [InlineData("time,load\n2025-12-31T16:00:00Z,0\n2025-12-31T16:15:00Z,0\n2025-12-31T16:45:00Z,0\n", "regions/small/load.csv:4:1: 1800 s have passed since the row before, and 900 s between the first two; rows are evenly spaced")]
    public void A_spoilt_trace_is_refused_at_its_place(string csv, string fault)
    {
        using var world = Traced(csv);
        world.Faults().ShouldBe([fault]);
    }

    [Fact]
    public void A_trace_that_is_absent_is_a_fault_where_it_is_named()
    {
        using var world = new WorldOnDisk();
        world.Replace(Shanxi, "plant: waterless", "trace: load.csv\n          plant: waterless");
        world.Faults().Single().ShouldStartWith("regions/small/shanxi.yaml:32:18: there is no file '");
    }

    [Fact]
    public void A_bad_column_does_not_print_a_million_lines()
    {
        using var world = Traced("time,load\n" + string.Concat(Enumerable.Repeat("x,y\n", 100_000)));
        world.Faults().Length.ShouldBe(20);
    }

    private static WorldOnDisk Traced(string csv, string? columns = null)
    {
        var world = new WorldOnDisk();
        world.Write("regions/small/load.csv", csv);
        world.Replace(Shanxi, "plant: waterless", $"trace: load.csv\n          {(columns is null ? "" : $"traceColumns: {columns}\n          ")}plant: waterless");
        return world;
    }
}
