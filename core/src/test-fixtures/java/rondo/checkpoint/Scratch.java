package rondo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for thousands of small files, in memory where the system has room for them there. */
public final class Scratch {
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final long ROOM = 1L << 30; // bytes

  private Scratch() {}

  /** A new folder. */
  public static Path folder() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM
        ? Files.createTempDirectory(MEMORY, "rondo-test")
        : Files.createTempDirectory("rondo-test");
  }

  /** Deletes a folder with all in it. */
  public static void delete(Path folder) throws IOException {
    new LocalRunDirectory(folder.getParent()).delete(folder.getFileName().toString());
  }
}
