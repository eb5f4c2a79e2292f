namespace Twin.Engine;

/// <summary>A data folder cannot be used. The message says why and how to mend it.</summary>
public sealed class DataFolderException(string message, Exception? cause = null) : Exception(message, cause);
