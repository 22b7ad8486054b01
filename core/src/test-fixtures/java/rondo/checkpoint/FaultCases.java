package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Every operation of every step of a run fails once, in every way; afterwards the run must be
 * whole.
 */
public final class FaultCases {
  /** Opens a folder on a file system that fails so. */
  @FunctionalInterface
  public interface Opener {
    RunDirectory open(Path folder, Faults faults) throws IOException;
  }

  private static final Retry PATIENCE = new Retry(3, 0);
  private static final Retention RETENTION = new Retention(2, 0);

  private final Path home;
  private final Opener opener;
  private final boolean mayTear;

  /**
   * @param home on the local disk; each case has a folder there
   * @param mayTear whether a name can be taken by a file that is not whole
   */
  public FaultCases(Path home, Opener opener, boolean mayTear) {
    this.home = home;
    this.opener = opener;
    this.mayTear = mayTear;
  }

  /**
   * Runs all cases of some modes.
   *
   * @param isStubborn whether the run goes on after a failure, or ends
   * @return how many cases there were; in each of them a fault was met
   */
  public int run(Set<Faults.Mode> modes, boolean isStubborn) throws IOException {
    int cases = 0;
    for (Faults.Mode mode : modes) {
      cases += run(mode, isStubborn);
    }
    return cases;
  }

  /** From n = 1 until a run sees no fault. */
  private int run(Faults.Mode mode, boolean isStubborn) throws IOException {
    for (int n = 1; ; n++) {
      Path folder = home.resolve(mode + "-" + n);
      Faults faults = new Faults(mode, n);
      History history = new History(line -> {});
      try {
        train(opener.open(folder, faults), history, isStubborn);
      } catch (RondoException e) {
        assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(ExitCode.IO);
      } catch (IOException e) {
        // Reading from a checkpoint that was found whole.
        assertThat(e).hasMessageContaining("injected fault");
      } catch (Faults.Death e) {
        assertThat(mode.isDeath()).isTrue();
      }
      if (!faults.fired()) {
        // The control: a run without faults has done all there is to do.
        assertThat(history.last).isEqualTo(new CheckpointName(2, 4));
      }
      try {
        check(opener.open(folder, Faults.none()), history);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(mode + " at operation " + n + ": " + e.getMessage(), e);
      }
      Scratch.delete(folder);
      if (!faults.fired()) {
        return n - 1;
      }
    }
  }

  /** Commits, is started again, and goes on from what it finds. */
  static void train(RunDirectory run, History history, boolean isStubborn) throws IOException {
    CheckpointStore store = open(run, isStubborn);
    for (long round = 1; round <= 3; round++) {
      commit(store, round, history, isStubborn);
    }
    store = open(run, isStubborn);
    try {
      history.check(store.newest());
    } catch (RondoException | IOException e) {
      if (!isStubborn) {
        throw e;
      }
    }
    commit(store, 4, history, isStubborn);
  }

  /** What must be true of a run, whatever has happened to it. */
  void check(RunDirectory run, History history) throws IOException {
    CheckpointStore store = open(run, false);
    try {
      history.check(store.newest());
    } catch (RondoException e) {
      assertThat(mayTear && history.last == null && e.exitCode() == ExitCode.CORRUPT)
          .as(e.getMessage())
          .isTrue();
    }
    if (!mayTear) {
      assertThat(store.rejected()).isEmpty();
    }
    List<String> foreign = new ArrayList<>();
    CheckpointFolders.addForeign(run.folder(RunFiles.CHECKPOINTS), "", foreign);
    assertThat(foreign).isEmpty();
    commit(store, 5, history, false);
    history.check(open(run, false).newest());
    assertThat(history.last).isEqualTo(new CheckpointName(store.epoch(), 5));
  }

  static CheckpointStore open(RunDirectory run, boolean isStubborn) {
    for (int attempt = 0; ; attempt++) {
      try {
        return CheckpointStore.open(run, RETENTION, Clock.systemUTC(), PATIENCE);
      } catch (RondoException e) {
        if (!isStubborn || attempt == 2) {
          throw e;
        }
      }
    }
  }

  private static void commit(
      CheckpointStore store, long round, History history, boolean isStubborn) {
    CheckpointName name = new CheckpointName(store.epoch(), round);
    history.tries(name);
    try {
      store.commit(round, files(name));
      history.hasCommitted(name);
    } catch (RondoException e) {
      if (!isStubborn || e.exitCode() != ExitCode.IO) {
        throw e;
      }
    }
  }

  /** What a run has tried, and what it was told. */
  static final class History {
    private static final String TRIED = "tried ";
    private static final String COMMITTED = "committed ";

    private final List<CheckpointName> tried = new ArrayList<>();
    private final Consumer<String> journal;

    /** The last that was acknowledged. */
    private CheckpointName last;

    /**
     * @param journal is told of each step, in words that {@link #replay} understands
     */
    History(Consumer<String> journal) {
      this.journal = journal;
    }

    void tries(CheckpointName name) {
      journal.accept(TRIED + name);
      tried.add(name);
    }

    void hasCommitted(CheckpointName name) {
      journal.accept(COMMITTED + name);
      last = name;
    }

    /** What another process has told its journal, among other lines. */
    void replay(List<String> lines) {
      for (String line : lines) {
        if (line.startsWith(TRIED)) {
          tries(parse(line.substring(TRIED.length())));
        } else if (line.startsWith(COMMITTED)) {
          hasCommitted(parse(line.substring(COMMITTED.length())));
        }
      }
    }

    private static CheckpointName parse(String name) {
      return CheckpointName.parseMarker(name + ".json").orElseThrow();
    }

    /** The newest is not older than the last one acknowledged, and exactly what was committed. */
    void check(Optional<Checkpoint> newest) throws IOException {
      if (newest.isEmpty()) {
        assertThat(last).as("the last commit that was acknowledged").isNull();
        return;
      }
      Checkpoint checkpoint = newest.get();
      CheckpointName name = new CheckpointName(checkpoint.epoch(), checkpoint.round());
      assertThat(tried).contains(name);
      if (last != null) {
        assertThat(name).isGreaterThanOrEqualTo(last);
      }
      assertContent(checkpoint, name);
    }
  }

  /** Files that differ from those of every other checkpoint. */
  static Map<String, RunDirectory.Content> files(CheckpointName name) {
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : bytes(name).entrySet()) {
      byte[] bytes = file.getValue();
      files.put(
          file.getKey(),
          out -> {
            out.write(bytes, 0, bytes.length / 3);
            out.write(bytes, bytes.length / 3, bytes.length - bytes.length / 3);
          });
    }
    return files;
  }

  static void assertContent(Checkpoint checkpoint, CheckpointName name) throws IOException {
    Map<String, byte[]> expected = bytes(name);
    assertThat(checkpoint.names()).containsExactlyElementsOf(expected.keySet());
    for (Map.Entry<String, byte[]> file : expected.entrySet()) {
      assertThat(checkpoint.read(file.getKey(), 1 << 20)).isEqualTo(file.getValue());
    }
  }

  private static Map<String, byte[]> bytes(CheckpointName name) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("model.safetensors", pattern(name));
    files.put("state.json", ("{\"checkpoint\":\"" + name + "\"}").getBytes(US_ASCII));
    return files;
  }

  private static byte[] pattern(CheckpointName name) {
    byte[] bytes = new byte[3000];
    new Random(name.epoch() * 1_000_003 + name.round()).nextBytes(bytes);
    return bytes;
  }
}
