namespace Twin.Api.Tests.Http;

public sealed class SameMachineTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:5080")]
    [InlineData("192.168.0.1")]
    public async Task A_request_for_another_host_is_refused(string host) =>
        (await ServedTwin.Problem(await served.Send(HttpMethod.Get, "/api/v1/network", null, ("Host", host)), 421))["detail"]!.GetValue<string>().ShouldContain("localhost");

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("[::1]:5080")]
    public async Task Every_name_of_this_machine_is_answered(string host)
    {
        using var response = await served.Send(HttpMethod.Get, "/health/live", null, ("Host", host));
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_may_not_steer(string header, string value)
    {
        await ServedTwin.Problem(await served.Post("/api/v1/clock", """{"paused":true}""", (header, value)), 403);
        (await served.Get("/api/v1/clock"))["paused"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Another_sites_page_may_not_open_a_socket() =>
        await ServedTwin.Problem(
            await served.Send(HttpMethod.Get, "/api/v1/network", null, ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Origin", "https://evil.example")), 403);

    [Fact]
    public async Task The_twins_own_page_may_steer() =>
        await ServedTwin.Read(
            await served.Post("/api/v1/clock", "{}", ("Origin", served.Http.BaseAddress!.ToString().TrimEnd('/')), ("Sec-Fetch-Site", "same-origin")), 200);

    [Theory]
    [InlineData("http://127.0.0.1:5080", 1)]
    [InlineData("http://localhost:5080;http://[::1]:5081", 2)]
    [InlineData("http://127.1.2.3:0", 1)]
    public void Addresses_of_this_machine_are_listened_on(string urls, int count)
    {
        ListenAddresses.TryRead(urls, out var addresses, out var fault).ShouldBeTrue(fault);
        addresses.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", "authenticates")]
    [InlineData("http://*:5080", "authenticates")]
    [InlineData("http://+:80", "authenticates")]
    [InlineData("http://[::]:5080", "authenticates")]
    [InlineData("http://192.168.1.7:5080", "authenticates")]
    [InlineData("http://twin.example:5080", "authenticates")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", "authenticates")]
    [InlineData("5080", "write it like")]
    [InlineData("https://127.0.0.1:5080", "write it like")]
    [InlineData("http://127.0.0.1:99999", "write it like")]
    [InlineData("http://127.0.0.1:5080/twin", "write it like")]
    [InlineData("", "write it like")]
    public void Any_other_is_refused_with_the_reason(string urls, string says)
    {
        ListenAddresses.TryRead(urls, out _, out var fault).ShouldBeFalse();
        fault.ShouldContain(says);
    }
}
