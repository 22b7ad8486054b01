package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many that create the same files at the same time: each file has one winner, and is its own. */
public final class CreateRace {
  private static final int THREADS = 8;
  private static final String START = "start";
  private static final List<String> PROCESSES = List.of("one", "two");

  private CreateRace() {}

  /** Opens the directory of the race. */
  @FunctionalInterface
  public interface Opener {
    RunDirectory open() throws IOException;
  }

  /** Threads, each with a directory of its own. */
  public static void threads(Opener opener, int files) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier barrier = new CyclicBarrier(THREADS);
      Map<String, Future<List<String>>> wins = new HashMap<>();
      for (int i = 0; i < THREADS; i++) {
        String id = "thread-" + i;
        wins.put(
            id,
            pool.submit(
                () -> {
                  RunDirectory directory = opener.open();
                  List<String> won = new ArrayList<>();
                  for (int file = 0; file < files; file++) {
                    barrier.await();
                    create(directory, id, file, won);
                  }
                  return won;
                }));
      }
      Map<String, String> winners = new HashMap<>();
      for (Map.Entry<String, Future<List<String>>> entry : wins.entrySet()) {
        record(entry.getKey(), entry.getValue().get(), winners);
      }
      check(opener.open(), winners, files);
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Two processes. Each of the first two files has one that is late, so that each process wins and
   * loses at least once, however fast the other one is; the other files are for who is first.
   *
   * @param main calls {@link #run} with the directory at its first argument, and the others
   */
  public static void processes(Opener opener, Class<?> main, String path, int files)
      throws Exception {
    RunDirectory directory = opener.open();
    Map<String, ChildJvm> children = new HashMap<>();
    for (String id : PROCESSES) {
      children.put(id, ChildJvm.start(main, path, id, String.valueOf(files)));
    }
    for (Map.Entry<String, ChildJvm> child : children.entrySet()) {
      while (directory.length(child.getKey()).isEmpty()) {
        assertThat(child.getValue().isAlive()).as("%s", child.getValue().output()).isTrue();
        Thread.sleep(20);
      }
    }
    directory.write(START, new byte[0]);
    Map<String, String> winners = new HashMap<>();
    for (Map.Entry<String, ChildJvm> child : children.entrySet()) {
      assertThat(child.getValue().exitCode()).as("%s", child.getValue().output()).isZero();
      List<String> won =
          child.getValue().output().stream().filter(line -> line.startsWith("race-")).toList();
      assertThat(won)
          .as("races won by " + child.getKey())
          .contains("race-" + PROCESSES.indexOf(child.getKey()));
      record(child.getKey(), won, winners);
    }
    check(directory, winners, files);
  }

  /** What a process does. */
  public static void run(RunDirectory directory, String id, int files) throws Exception {
    directory.write(id, new byte[0]);
    while (directory.length(START).isEmpty()) {
      Thread.sleep(1);
    }
    List<String> won = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      boolean late = file < PROCESSES.size() && file != PROCESSES.indexOf(id);
      while (late && directory.length("race-" + file).isEmpty()) {
        Thread.sleep(1);
      }
      create(directory, id, file, won);
    }
    won.forEach(System.out::println);
  }

  /** A process on the local disk. */
  public static void main(String... args) throws Exception {
    run(new LocalRunDirectory(Path.of(args[0])), args[1], Integer.parseInt(args[2]));
  }

  private static void create(RunDirectory directory, String id, int file, List<String> won)
      throws IOException {
    if (directory.create("race-" + file, id.getBytes(UTF_8))) {
      won.add("race-" + file);
    }
  }

  private static void record(String id, List<String> won, Map<String, String> winners) {
    for (String file : won) {
      assertThat(winners.put(file, id)).as("another winner of " + file).isNull();
    }
  }

  private static void check(RunDirectory directory, Map<String, String> winners, int files)
      throws IOException {
    assertThat(winners).hasSize(files);
    for (Map.Entry<String, String> entry : winners.entrySet()) {
      assertThat(directory.read(entry.getKey(), 100)).asString(UTF_8).isEqualTo(entry.getValue());
    }
    assertThat(directory.list()).noneMatch(RunFiles::isTemporary);
  }
}
