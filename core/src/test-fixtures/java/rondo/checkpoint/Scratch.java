package rondo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for thousands of small files, in memory where the system has such a file system. */
public final class Scratch {
  private static final Path MEMORY = Path.of("/dev/shm");

  private Scratch() {}

  /** A new folder. */
  public static Path folder() throws IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, "rondo-test")
        : Files.createTempDirectory("rondo-test");
  }

  /** Deletes a folder with all in it. */
  public static void delete(Path folder) throws IOException {
    new LocalRunDirectory(folder.getParent()).delete(folder.getFileName().toString());
  }
}
