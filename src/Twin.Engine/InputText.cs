using System.IO.Compression;

namespace Twin.Engine;

/// <summary>Text of a file that a user brought, plain or gzipped, told apart by its first bytes and not by its name.</summary>
internal static class InputText
{
    /// <summary>Most bytes of text read; a year of hourly weather takes about two million, a day of requests some twenty.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    public static string Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException(path, 0, 0, $"The file cannot be read ({e.Message.TrimEnd('.')}).", "Check the path and its permissions.", e);
        }
    }

    public static string Read(Stream stream, string name)
    {
        byte[] start = new byte[2];
        int got = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        using var whole = new MemoryStream();
        try
        {
            using var joined = new JoinedStream(start.AsMemory(0, got), stream);
            if (got == 2 && start[0] == 0x1F && start[1] == 0x8B)
            {
                using var plain = new GZipStream(joined, CompressionMode.Decompress);
                Copy(plain, whole, name);
            }
            else
            {
                Copy(joined, whole, name);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InputFileException(
                name, 0, 0, $"The file begins like gzip but does not unzip ({e.Message.TrimEnd('.')}).", "Fetch it again, or unzip it by hand.", e);
        }

        if (whole.Length == 0)
        {
            throw new InputFileException(name, 0, 0, "The file is empty.", "Fetch it again.");
        }

        return System.Text.Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length);
    }

    private static void Copy(Stream from, MemoryStream to, string name)
    {
        byte[] buffer = new byte[81_920];
        int count;
        while ((count = from.Read(buffer)) > 0)
        {
            if (to.Length + count > MostBytes)
            {
                throw new InputFileException(
                    name, 0, 0, $"The file holds more than {MostBytes / 1024 / 1024} MiB of text.", "Weather of a year and a day of requests are smaller; cut it.");
            }

            to.Write(buffer, 0, count);
        }
    }

    /// <summary>The bytes already read, then the rest; for streams that cannot seek.</summary>
    private sealed class JoinedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        private int taken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException("The length is not known before the end.");

        public override long Position
        {
            get => throw new NotSupportedException("The stream is read once, forwards.");
            set => throw new NotSupportedException("The stream is read once, forwards.");
        }

        public override int Read(Span<byte> buffer)
        {
            if (taken == start.Length)
            {
                return rest.Read(buffer);
            }

            int count = Math.Min(buffer.Length, start.Length - taken);
            start.Span.Slice(taken, count).CopyTo(buffer);
            taken += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is ever written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream is read once, forwards.");

        public override void SetLength(long value) => throw new NotSupportedException("The stream is only read.");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is only read.");
    }
}
