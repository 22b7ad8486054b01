package rondo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A checkpoint that was found whole: its files as they were committed, and no others. Their owner
 * may delete them once it has committed two newer ones.
 *
 * <p>Thread use: any number of threads.
 */
public final class Checkpoint {
  private final CheckpointName name;
  private final RunDirectory folder;
  private final Manifest manifest;

  Checkpoint(CheckpointName name, RunDirectory folder, Manifest manifest) {
    this.name = name;
    this.folder = folder;
    this.manifest = manifest;
  }

  /** The epoch of the owner that wrote it. */
  public long epoch() {
    return name.epoch();
  }

  /** The round after which it was written. */
  public long round() {
    return name.round();
  }

  /** Names of the files, in the order in which they were written. */
  public List<String> names() {
    return List.copyOf(manifest.files().keySet());
  }

  /**
   * Length of a file in bytes.
   *
   * @throws IllegalArgumentException if the checkpoint has no file of this name
   */
  public long length(String name) {
    return expected(name).length();
  }

  /** The path of a file, for messages. */
  public String pathOf(String name) {
    return folder.pathOf(name);
  }

  /**
   * A whole small file.
   *
   * @param maxBytes longest file that is accepted; checked before anything is allocated
   * @throws IllegalArgumentException if the checkpoint has no file of this name
   * @throws rondo.error.RondoException CORRUPT if it is longer, or not what was committed any more
   */
  public byte[] read(String name, int maxBytes) throws IOException {
    long length = length(name);
    if (length > maxBytes) {
      throw Corrupt.file(pathOf(name), "it has " + length + " bytes, expected at most " + maxBytes);
    }
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  /**
   * The bytes of a file; the caller closes the stream. The read that reaches the last byte fails
   * with a {@link CorruptFileException} if they are not what was committed.
   *
   * @throws IllegalArgumentException if the checkpoint has no file of this name
   */
  public InputStream open(String name) throws IOException {
    Sha256 expected = expected(name);
    return new VerifiedStream(folder.open(name), expected, pathOf(name));
  }

  @Override
  public String toString() {
    return name.toString();
  }

  private Sha256 expected(String name) {
    Sha256 expected = manifest.files().get(name);
    if (expected == null) {
      throw new IllegalArgumentException(
          "File of checkpoint " + this + ": got " + name + ", expected one of " + names());
    }
    return expected;
  }
}
