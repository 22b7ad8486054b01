package rondo.spark.shard;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import rondo.spark.Signals;

/**
 * What goes wrong on an executor of this machine, once. A file arms it; the process that deletes
 * that file is the one it happens to.
 *
 * @param folder of files that driver and executors share
 */
record Fault(Kind kind, String folder) implements Serializable {
  private static final long LONG_MILLIS = 120_000; // more than any test waits for

  /** What happens. */
  enum Kind {
    /** {@code kill -9} of the executor. */
    KILL_EXECUTOR,
    /** {@code kill -9} of the Worker that has started the executor, which ends it too. */
    KILL_WORKER,
    /** {@code kill -9} of all other executors. */
    KILL_OTHERS,
    /** The executor stands still until somebody sends it CONT. */
    STOP_EXECUTOR,
    /** One task takes for ever. */
    SLOW_TASK
  }

  /** From now on the next one who meets it has it. */
  void arm() {
    try {
      Files.createFile(armed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isArmed() {
    return Files.exists(armed());
  }

  /** Tells the others the process of an executor. */
  static void register(Path folder, String executor) throws IOException {
    Files.writeString(
        folder.resolve("executor-" + executor), Long.toString(ProcessHandle.current().pid()));
  }

  /** Happens, if it is armed. */
  void meet() {
    try {
      if (Files.deleteIfExists(armed())) {
        happen(ProcessHandle.current());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The task was killed", e);
    }
  }

  /** The process that it happened to; 0 if it has not. */
  long victim() {
    try {
      Path file = Path.of(folder, "victim");
      return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path armed() {
    return Path.of(folder, kind.name());
  }

  private void happen(ProcessHandle self) throws IOException, InterruptedException {
    switch (kind) {
      case KILL_EXECUTOR -> {
        strike(Signals.KILL, self);
        Thread.sleep(LONG_MILLIS);
      }
      case KILL_WORKER -> {
        strike(Signals.KILL, self.parent().orElseThrow());
        Thread.sleep(LONG_MILLIS);
      }
      case KILL_OTHERS -> killOthers(self);
      case STOP_EXECUTOR -> strike(Signals.STOP, self);
      case SLOW_TASK -> {
        note(self);
        Thread.sleep(LONG_MILLIS);
      }
    }
  }

  private void killOthers(ProcessHandle self) throws IOException, InterruptedException {
    try (var files = Files.newDirectoryStream(Path.of(folder), "executor-*")) {
      for (Path file : files) {
        ProcessHandle other = ProcessHandle.of(Long.parseLong(Files.readString(file))).orElse(self);
        // Files of executors that are gone stay, and their numbers may be those of others by now.
        if (!other.equals(self) && other.parent().equals(self.parent())) {
          strike(Signals.KILL, other);
          other.onExit().join();
        }
      }
    }
  }

  private void strike(Signals signal, ProcessHandle process)
      throws IOException, InterruptedException {
    note(process);
    signal.send(process.pid());
  }

  /** Written whole before anybody can read it. */
  private void note(ProcessHandle process) throws IOException {
    Path temporary = Files.createTempFile(Path.of(folder), "victim", ".tmp");
    Files.writeString(temporary, Long.toString(process.pid()));
    Files.move(
        temporary,
        Path.of(folder, "victim"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
