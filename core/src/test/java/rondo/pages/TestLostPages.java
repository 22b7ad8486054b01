package rondo.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.ChildJvm;
import rondo.data.SequenceLayout;
import rondo.data.Sequences;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Files of pages that are lost, damaged or left behind, and disks without room. */
class TestLostPages {
  private static final SequenceLayout LAYOUT = SequenceLayout.text(200);

  @TempDir private Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private RandomSequences text = new RandomSequences(LAYOUT, new int[] {150_000}, 3);
  private Storage storage;
  private Sequences packed;

  @BeforeEach
  void pack() throws IOException {
    storage = new Storage(List.of(folder), 0, new PagePool(1), false);
    packed =
        storage
            .space("shard 0")
            .pack(
                "training",
                LAYOUT,
                sink -> {
                  reads.incrementAndGet();
                  text.read(sink);
                });
  }

  @AfterEach
  void close() {
    storage.close();
    assertThat(folder).isEmptyDirectory();
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".tokens")).findAny().orElseThrow();
    }
  }

  /** Reads all pages, the damaged one too. */
  private int[] all() {
    int[] got = new int[150_000];
    packed.tokens(0, got.length, got);
    return got;
  }

  @Test
  void aDeletedFileIsPackedAgain() throws IOException {
    Files.delete(file());
    assertThat(all()).isEqualTo(text.store().tokens);
    assertThat(reads).hasValue(2);
    assertThat(all()).isEqualTo(text.store().tokens);
    assertThat(reads).hasValue(2);
  }

  @Test
  void soIsTheWholeFolder() throws IOException {
    Path pages = file().getParent();
    try (Stream<Path> files = Files.list(pages)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(pages);
    assertThat(all()).isEqualTo(text.store().tokens);
  }

  @Test
  void aFileThatWasCutIsPackedAgain() throws IOException {
    assertThat(all()).isEqualTo(text.store().tokens); // open from here on
    try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
      file.setLength(140_000);
    }
    assertThat(all()).isEqualTo(text.store().tokens);
    assertThat(reads).hasValue(2);
  }

  @Test
  void aChangedBitIsFoundInEachPage() throws IOException {
    for (int at : new int[] {0, 16_383, 16_384, 149_999}) {
      int before = reads.get();
      try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
        file.seek(at);
        int value = file.read();
        file.seek(at);
        file.write(value ^ 8);
      }
      packed.tokens(100_000, 1, new int[1]); // another page, so that the pool has none of it
      packed.tokens(10, 1, new int[1]);
      packed.tokens(100_000, 1, new int[1]);
      assertThat(all()).isEqualTo(text.store().tokens);
      assertThat(reads).hasValue(before + 1);
    }
  }

  @Test
  void anInputThatHasChangedIsRefused() throws IOException {
    Files.delete(file());
    text = new RandomSequences(LAYOUT, new int[] {150_000}, 4);
    assertThatThrownBy(this::all)
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "The input of shard 0, training is not what it was when it was first read; expected"
                + " the same data for the whole run, so train anew")
        .extracting(failure -> ((RondoException) failure).exitCode())
        .isEqualTo(ExitCode.BAD_DATA);
  }

  @Test
  void aDiskThatLosesEverythingIsToldOf() throws IOException {
    try (Storage broken = new Storage(List.of(folder), 0, new PagePool(1), false)) {
      Sequences lost =
          broken
              .space("shard 1")
              .pack(
                  "test",
                  LAYOUT,
                  sink -> {
                    text.read(sink);
                    // On Linux the file goes on to be written, and is gone when it is read.
                    try (Stream<Path> files = Files.walk(folder)) {
                      for (Path file :
                          files.filter(path -> path.toString().endsWith(".tokens")).toList()) {
                        Files.delete(file);
                      }
                    }
                  });
      assertThatThrownBy(() -> lost.tokens(0, 1, new int[1]))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageMatching(
              "The pages of shard 1, test were lost 3 times in a row \\(.*2\\.tokens cannot be read"
                  + " \\(.*\\)\\); look after that disk, or name another one with"
                  + " spark\\.local\\.dir");
    }
  }

  @Test
  void aFullDiskIsToldOf() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    // ulimit counts blocks of 1,024 bytes; a longer file cannot be written by that process.
    ChildJvm child =
        ChildJvm.start(
            List.of("bash", "-c", "ulimit -f 300; exec \"$0\" \"$@\""),
            PageProcess.class,
            base.toString(),
            "fill");
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    assertThat(child.output())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "IO The pages of shard 0, training could not be written to "
                            + base
                            + "/rondo-pages-[0-9]+ \\(File too large\\) after 1 MiB, of up to 2 MiB"
                            + " in all; [0-9]+ MiB are free there, expected room for all of it:"
                            + " free that disk, or name a larger one with spark.local.dir \\(without"
                            + " Spark with -Djava.io.tmpdir\\)"));
    assertThat(child.output()).contains("pages left: 0");
    assertThat(base).isEmptyDirectory(); // for it ended by itself
    Files.delete(base);
  }

  /** The last page of the second column cannot be written, that of the first one is. */
  @Test
  void aFullDiskLeavesNoFinishedColumn() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    ChildJvm child =
        ChildJvm.start(
            List.of("bash", "-c", "ulimit -f 40; exec \"$0\" \"$@\""),
            PageProcess.class,
            base.toString(),
            "columns");
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    assertThat(child.output()).anyMatch(line -> line.contains("(File too large)"));
    assertThat(child.output()).contains("pages left: 0");
    Files.delete(base);
  }

  /** Packing again begins with files, of which the second cannot be made. */
  @Test
  void soDoesPackingAgainThatCannotBegin() throws IOException {
    RandomSequences random =
        RandomSequences.of(new SequenceLayout(9, 0, 0, 1, false), 100, 1000, 5);
    Path base = Files.createDirectory(folder.resolve("base"));
    try (Storage broken = new Storage(List.of(base), 0, new PagePool(1), false)) {
      Sequences lost = broken.space("shard 1").pack("test", random.layout(), random::read);
      Path pages = base.resolve(base.toFile().list()[0]);
      Path inTheWay = Files.createDirectory(pages.resolve("1.targets"));
      Files.delete(pages.resolve("0.tokens"));
      assertThatThrownBy(() -> lost.tokens(0, 1, new int[1]))
          .isInstanceOf(RondoException.class)
          .hasMessageContaining("1.targets");
      assertThat(pages.toFile().list()).containsExactlyInAnyOrder("in-use", "1.targets");
      Files.delete(inTheWay);
      int[] got = new int[1];
      lost.tokens(0, 1, got);
      assertThat(got[0]).isEqualTo(random.store().tokens[0]);
    }
    Files.delete(base);
  }

  @Test
  void whatAKilledProcessLeavesIsDeletedByTheNextOne() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    ChildJvm child = ChildJvm.start(PageProcess.class, base.toString(), "halt");
    assertThat(child.exitCode()).as("%s", child.output()).isEqualTo(PageProcess.HALTED);
    assertThat(base).isNotEmptyDirectory();
    try (Storage alive = new Storage(List.of(base), 0, new PagePool(1), false)) {
      alive.space("shard 0").pack("training", LAYOUT, text::read);
      assertThat(base.toFile().list()).hasSize(1);
      // Nobody deletes what is in use, in this process or in another one.
      try (Storage second = new Storage(List.of(base), 0, new PagePool(1), false)) {
        second.space("shard 0").pack("training", LAYOUT, text::read);
        assertThat(base.toFile().list()).hasSize(2);
      }
      ChildJvm other = ChildJvm.start(PageProcess.class, base.toString(), "end");
      assertThat(other.exitCode()).as("%s", other.output()).isZero();
      assertThat(base.toFile().list()).hasSize(1);
    }
    assertThat(base).isEmptyDirectory();
    Files.delete(base);
  }
}
