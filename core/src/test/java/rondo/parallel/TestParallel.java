package rondo.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TestParallel {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void coversEveryIndexOnce(int threads) {
    try (Parallel parallel = Parallel.of(threads)) {
      for (int size : new int[] {0, 1, 2, 15, 16, 17, 100, 1000}) {
        for (int grain : new int[] {-1, 1, 3, 16, 2000}) {
          AtomicIntegerArray visits = new AtomicIntegerArray(size);
          parallel.forRange(size, grain, (from, to) -> visit(visits, from, to));
          assertVisitedOnce(visits);
        }
        for (int unit : new int[] {1, 6, 64}) {
          AtomicIntegerArray visits = new AtomicIntegerArray(size);
          parallel.split(size, unit, (from, to) -> visit(visits, from, to));
          assertVisitedOnce(visits);
        }
      }
    }
  }

  private static void visit(AtomicIntegerArray visits, int from, int to) {
    assertThat(from).isLessThan(to);
    for (int i = from; i < to; i++) {
      visits.incrementAndGet(i);
    }
  }

  private static void assertVisitedOnce(AtomicIntegerArray visits) {
    for (int i = 0; i < visits.length(); i++) {
      assertThat(visits.get(i)).as("visits of %d", i).isEqualTo(1);
    }
  }

  @Test
  void piecesStartAtMultiplesOfTheGrain() {
    try (Parallel parallel = Parallel.of(3)) {
      Set<Integer> starts = ConcurrentHashMap.newKeySet();
      parallel.forRange(100, 16, (from, to) -> starts.add(from));
      assertThat(starts).containsExactlyInAnyOrder(0, 16, 32, 48, 64, 80, 96);
    }
  }

  @Test
  void splitMakesOnePieceAThreadInWholeUnits() {
    try (Parallel parallel = Parallel.of(2)) {
      Set<String> pieces = ConcurrentHashMap.newKeySet();
      parallel.split(50, 6, (from, to) -> pieces.add(from + "-" + to));
      assertThat(pieces).containsExactlyInAnyOrder("0-30", "30-50");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void exceptionsReachTheCaller(int threads) {
    try (Parallel parallel = Parallel.of(threads)) {
      assertThatThrownBy(
              () ->
                  parallel.forRange(
                      64,
                      1,
                      (from, to) -> {
                        if (from <= 37 && 37 < to) {
                          throw new IllegalArgumentException("thirty-seven");
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasStackTraceContaining("thirty-seven");
      AtomicInteger after = new AtomicInteger();
      parallel.forRange(8, 1, (from, to) -> after.addAndGet(to - from));
      assertThat(after).hasValue(8);
    }
  }

  @Test
  void noPieceRunsOnWhenAnExceptionReachesTheCaller() {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    try (Parallel parallel = Parallel.of(2)) {
      assertThatThrownBy(
              () ->
                  parallel.forRange(
                      2,
                      1,
                      (from, to) -> {
                        if (from == 0) {
                          await(started);
                          throw new IllegalArgumentException("first");
                        }
                        started.countDown();
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                        done.set(true);
                      }))
          .hasStackTraceContaining("first");
      assertThat(done).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatAPieceThrowsReachesTheCallerAsItIs(int failing) {
    CountDownLatch both = new CountDownLatch(2); // so that each thread has a piece
    try (Parallel parallel = Parallel.of(2)) {
      for (Throwable thrown :
          new Throwable[] {new IllegalStateException("as it is"), new AssertionError("too")}) {
        assertThatThrownBy(
                () ->
                    parallel.forRange(
                        2,
                        1,
                        (from, to) -> {
                          both.countDown();
                          await(both);
                          if (from == failing) {
                            throw sneaky(thrown);
                          }
                        }))
            .isSameAs(thrown);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void nestedUseCoversAllPairs() {
    try (Parallel parallel = Parallel.of(2)) {
      AtomicIntegerArray visits = new AtomicIntegerArray(20 * 30);
      parallel.forRange(
          20,
          1,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              int row = i * 30;
              parallel.forRange(30, 4, (low, high) -> visit(visits, row + low, row + high));
            }
          });
      assertVisitedOnce(visits);
    }
  }

  @Test
  void oneInstanceServesSeveralCallers() throws InterruptedException {
    try (Parallel parallel = Parallel.of(2)) {
      AtomicInteger sum = new AtomicInteger();
      Thread[] callers = new Thread[4];
      for (int i = 0; i < callers.length; i++) {
        callers[i] =
            new Thread(() -> parallel.forRange(1000, 7, (from, to) -> sum.addAndGet(to - from)));
        callers[i].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(sum).hasValue(4000);
    }
  }

  @Test
  void neverRunsInTheCommonPool() {
    CountDownLatch both = new CountDownLatch(2);
    Set<ForkJoinPool> pools = ConcurrentHashMap.newKeySet();
    try (Parallel parallel = Parallel.of(2)) {
      parallel.forRange(
          2,
          1,
          (from, to) -> {
            both.countDown();
            await(both);
            ForkJoinPool pool = ForkJoinTask.getPool();
            if (pool != null) { // null: the caller's thread
              pools.add(pool);
            }
          });
    }
    assertThat(pools).hasSize(1).doesNotContain(ForkJoinPool.commonPool());
  }

  /** One that has gone to sleep, whose pool has let its thread go, and one of a busy machine. */
  @ParameterizedTest
  @ValueSource(longs = {0, 20, 11_000})
  void helpersComeBackAfterAPause(long millis) throws InterruptedException {
    try (Parallel parallel = Parallel.of(2)) {
      for (int i = 0; i < 2; i++) {
        Thread.sleep(i * millis);
        CountDownLatch both = new CountDownLatch(2);
        parallel.forRange(
            2,
            1,
            (from, to) -> {
              both.countDown();
              await(both);
            });
      }
    }
  }

  /** As many callers as threads: each works alone, else there were more threads than processors. */
  @Test
  void callersShareTheThreads() throws InterruptedException {
    try (Parallel parallel = Parallel.of(2)) {
      assertThat(helped(parallel)).isTrue();
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch leave = new CountDownLatch(1);
      Thread other =
          new Thread(
              () ->
                  parallel.call(
                      () -> {
                        inside.countDown();
                        await(leave);
                        return null;
                      }));
      other.start();
      await(inside);
      Thread caller = Thread.currentThread();
      parallel.call(
          () -> {
            parallel.forRange(
                64, 1, (from, to) -> assertThat(Thread.currentThread()).isSameAs(caller));
            return null;
          });
      leave.countDown();
      other.join();
      assertThat(parallel.call(() -> helped(parallel))).isTrue();
    }
  }

  private static boolean helped(Parallel parallel) {
    CountDownLatch both = new CountDownLatch(2);
    parallel.forRange(
        2,
        1,
        (from, to) -> {
          both.countDown();
          await(both);
        });
    return both.getCount() == 0;
  }

  @Test
  void aClosedInstanceWorksInTheCallersThread() {
    Parallel parallel = Parallel.of(3);
    parallel.forRange(3, 1, (from, to) -> {});
    parallel.close();
    AtomicIntegerArray visits = new AtomicIntegerArray(100);
    parallel.forRange(100, 7, (from, to) -> visit(visits, from, to));
    assertVisitedOnce(visits);
  }

  @Test
  void oneThreadMeansTheCallersThread() {
    Thread caller = Thread.currentThread();
    try (Parallel parallel = Parallel.single()) {
      parallel.forRange(10, 1, (from, to) -> assertThat(Thread.currentThread()).isSameAs(caller));
    }
  }

  @Test
  void refusesSenselessThreadCounts() {
    assertThatThrownBy(() -> Parallel.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: got 0, expected 1 to 1024");
    assertThatThrownBy(() -> Parallel.of(1025)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hugeRangesDoNotOverflow() {
    try (Parallel parallel = Parallel.of(2)) {
      AtomicLong sum = new AtomicLong();
      parallel.forRange(1_500_000_000, 750_002_176, (from, to) -> sum.addAndGet((long) to - from));
      parallel.forRange(Integer.MAX_VALUE, 1 << 30, (from, to) -> sum.addAndGet((long) to - from));
      parallel.split(Integer.MAX_VALUE, 1, (from, to) -> sum.addAndGet((long) to - from));
      assertThat(sum).hasValue(1_500_000_000L + 2L * Integer.MAX_VALUE);
    }
  }
}
