package rondo.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rondo.data.SequenceLayout;
import rondo.error.RondoException;

/** The main class of a JVM of its own: packs two million tokens into pages, and ends somehow. */
final class PageProcess {
  static final int HALTED = 9;
  private static final int TOKENS = 2 << 20;

  private PageProcess() {}

  /** Arguments: the folder, and "halt", "end" (without closing anything) or "fill". */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Storage storage = new Storage(List.of(folder), 0, new PagePool(1), false);
    try {
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
    } catch (RondoException e) {
      System.out.println(e.exitCode() + " " + e.getMessage());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      System.out.println(
          "pages left: " + files.filter(file -> file.toString().endsWith(".tokens")).count());
    }
    if (arguments[1].equals("halt")) {
      Runtime.getRuntime().halt(HALTED);
    }
  }
}
