using Twin.Conformance;
using Twin.Contracts;

namespace Twin.Engine.Tests.Live;

/// <summary>The embedded twin keeps what every twin promises, and the suite tells broken ones from it.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public Task It_keeps_every_promise() => Suite.Holds(UnderTest.Start);

    [Fact]
    public Task Broken_twins_are_rejected_and_otherwise_pass() => Suite.RejectsBrokenTwins(UnderTest.Start, all: true);

    private sealed class UnderTest : ITwinUnderTest
    {
        private readonly List<string> _folders = [];
        private EmbeddedTwin _twin = null!;
        private EmbeddedTwin? _crashed;

        public ITwin Twin => _twin;

        public static async Task<ITwinUnderTest> Start()
        {
            var under = new UnderTest();
            under._twin = await under.Open();
            return under;
        }

        public async Task Crash()
        {
            // The files as they are now are what a power cut leaves; the twin that wrote them is ended after.
            var left = _folders[^1];
            _crashed = _twin;
            _twin = await Open(into =>
            {
                foreach (var file in Directory.GetFiles(left).Where(f => Path.GetFileName(f) != "lock"))
                {
                    File.Copy(file, Path.Combine(into, Path.GetFileName(file)));
                }
            });
        }

        public async ValueTask DisposeAsync()
        {
            await _twin.DisposeAsync();
            if (_crashed is not null)
            {
                await _crashed.DisposeAsync();
            }

            foreach (var folder in _folders)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private Task<EmbeddedTwin> Open(Action<string>? fill = null)
        {
            var folder = Directory.CreateTempSubdirectory("twin-conformance-").FullName;
            _folders.Add(folder);
            fill?.Invoke(folder);
            return EmbeddedTwin.Open(new EmbeddedOptions
            {
                World = SmallWorld.Spec, WorldDigest = SmallWorld.Digest, StepMs = 60_000, Speed = 12_000, Paused = true, Threads = 1, DataFolder = folder,
                FrameEvery = TimeSpan.FromMilliseconds(10),
            });
        }
    }
}
