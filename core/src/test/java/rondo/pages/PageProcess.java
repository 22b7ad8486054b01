package rondo.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.error.RondoException;

/** The main class of a JVM of its own: packs sequences into pages, and ends somehow. */
final class PageProcess {
  static final int HALTED = 9;
  private static final int TOKENS = 2 << 20;
  private static final int STEPS = 12_000; // one page of tokens, two and a part of targets

  private PageProcess() {}

  /**
   * Arguments: the folder, and "halt", "end" (without closing anything), "fill", "columns" (of
   * which the second is larger) or "late" (packs once more while the JVM ends).
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String mode = arguments[1];
    Storage storage = storage(folder);
    try {
      if (mode.equals("columns")) {
        packColumns(storage);
      } else {
        packText(storage);
      }
    } catch (RondoException e) {
      System.out.println(e.exitCode() + " " + e.getMessage());
    }
    System.out.println("pages left: " + files(folder));
    if (mode.equals("halt")) {
      Runtime.getRuntime().halt(HALTED);
    }
    if (mode.equals("late")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> packLate(storage, folder)));
    }
  }

  private static Storage storage(Path folder) {
    return new Storage(List.of(folder), 0, new PagePool(1), false);
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(tokens|targets)")).count();
    }
  }

  private static void packText(Storage storage) throws IOException {
    storage
        .space("shard 0")
        .pack(
            "training",
            SequenceLayout.text(9),
            sink -> {
              sink.expect(TOKENS);
              int[] some = new int[1 << 10];
              for (int i = 0; i < TOKENS; i += some.length) {
                sink.tokens(some, 0, some.length);
              }
              sink.end();
            });
  }

  private static void packColumns(Storage storage) throws IOException {
    storage
        .space("shard 0")
        .pack("training", new SequenceLayout(9, 0, 0, 1, false), PageProcess::fillColumns);
  }

  private static void fillColumns(SequenceSink sink) throws IOException {
    sink.tokens(new int[STEPS], 0, STEPS);
    sink.targets(new float[STEPS], 0, STEPS);
    sink.end();
  }

  /** With the storage that has had pages, twice, and with another one, while hooks run. */
  private static void packLate(Storage storage, Path folder) {
    for (int wait = 0; wait < 1200 && folder.toFile().list().length > 0; wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    System.out.println("late:");
    for (Storage late : List.of(storage, storage, storage(folder))) {
      try {
        packText(late);
        System.out.println("packed");
      } catch (IOException | RuntimeException e) {
        System.out.println(e);
      }
    }
  }
}
