package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.pages.PagePool;
import rondo.pages.Storage;

/** How long a JVM keeps the pages of a run. */
@Timeout(120)
class TestRunSpaces {
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  @TempDir private Path folder;
  private final AtomicInteger made = new AtomicInteger();
  private final RunSpaces runs = new RunSpaces();
  private Storage storage;

  @BeforeEach
  void open() {
    storage = new Storage(List.of(folder), 0, new PagePool(1), false);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private ShardSpaces spaces(UUID run, Object holder) {
    return runs.of(run, holder, this::made);
  }

  private ShardSpaces made() {
    made.incrementAndGet();
    return new ShardSpaces(Trainings.tokens(), 2, storage);
  }

  /** Packs a shard of a run into pages for a holder that is garbage then. */
  private ShardSpaces packForNobody(UUID run) throws IOException {
    Object holder = new Object();
    ShardSpaces spaces = spaces(run, holder);
    assertThat(spaces.read(1).packed()).isNull();
    return spaces;
  }

  private long pages() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".tokens")).count();
    }
  }

  /** Runs the garbage collector until there is what is expected, or for long. */
  private static void collectUntil(Supplier<Boolean> done) {
    for (int wait = 0; wait < 600 && !done.get(); wait++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(done.get()).isTrue();
  }

  /**
   * Waits until holders that are garbage by now are released: what becomes garbage after them is
   * cleaned up after them, if it was not found by the same collection.
   */
  private static void letTheCleanerRun() {
    for (int collection = 1; collection <= 2; collection++) {
      AtomicInteger cleaned = new AtomicInteger();
      RunSpaces.CLEANER.register(new Object(), cleaned::incrementAndGet);
      collectUntil(() -> cleaned.get() == 1);
    }
  }

  @Test
  void copiesOfADescriptionShareThem() {
    Object one = new Object();
    Object other = new Object();
    assertThat(spaces(FIRST, one)).isSameAs(spaces(FIRST, other));
    assertThat(made).hasValue(1);
  }

  @Test
  void theNewestRunKeepsItsPagesWhenItsDescriptionIsDropped() throws IOException {
    ShardSpaces before = packForNobody(FIRST);
    letTheCleanerRun();
    assertThat(pages()).isEqualTo(3);
    Object again = new Object();
    assertThat(spaces(FIRST, again)).isSameAs(before);
    assertThat(before.read(1).packed()).isNull();
    assertThat(made).hasValue(1);
    assertThat(pages()).isEqualTo(3);
  }

  @Test
  void anOlderRunLosesThemOnceNobodyHoldsIt() throws IOException {
    packForNobody(FIRST);
    Object holder = new Object();
    ShardSpaces newest = spaces(SECOND, holder);
    collectUntil(this::noPages);
    assertThat(newest.read(1).packed()).isNull();
    assertThat(pages()).isEqualTo(3);
    Reference.reachabilityFence(holder);
  }

  private boolean noPages() {
    try {
      return pages() == 0;
    } catch (IOException e) {
      return false; // a file went while the folder was walked
    }
  }

  @Test
  void anOlderRunThatIsHeldKeepsThem() throws IOException {
    Object holder = new Object();
    ShardSpaces older = spaces(FIRST, holder);
    assertThat(older.read(1).packed()).isNull();
    packForNobody(SECOND);
    letTheCleanerRun();
    assertThat(older.read(1).packed()).isNull();
    assertThat(pages()).isEqualTo(6);
    assertThat(spaces(FIRST, holder)).isSameAs(older);
  }

  @Test
  void aRunThatIsOverIsRefused() throws IOException {
    ShardSpaces spaces = packForNobody(FIRST);
    runs.close(FIRST);
    runs.close(SECOND); // there is none
    assertThat(pages()).isZero();
    assertThat(spaces(FIRST, new Object())).isSameAs(spaces);
    assertThatThrownBy(() -> spaces.read(1)).hasMessage("The run of shard 1 is over");
    assertThatThrownBy(() -> spaces.open(new CachedShard(0, null)))
        .hasMessage("The run of shard 0 is over");
  }
}
