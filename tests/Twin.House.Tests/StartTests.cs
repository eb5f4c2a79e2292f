namespace Twin.House.Tests;

/// <summary>From a checkout to a running twin and back, by <c>./run</c> itself.</summary>
[Collection(RunningTwinCollection.Name)]
public sealed class StartTests
{
    [Fact]
    public async Task It_starts_serves_page_and_API_and_stops_and_the_second_start_builds_nothing()
    {
        for (var start = 1; start <= 2; start++)
        {
            using var twin = new RunningTwin();
            using var http = new HttpClient { BaseAddress = new Uri(twin.Address) };

            (await http.GetStringAsync("/")).ShouldContain("<html");
            (await http.GetStringAsync("/api/v1/network")).ShouldContain("\"world\":\"china\"");
            twin.Stop().ShouldBe(0, twin.Said);
            twin.Said.ShouldContain("nothing was kept");
            if (start == 2)
            {
                twin.Said.ShouldNotContain("Restoring");
                twin.Said.ShouldNotContain("Building");
            }
        }
    }
}
