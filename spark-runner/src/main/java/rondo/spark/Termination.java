package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;
import rondo.train.GradientFlow;

/**
 * What a driver does that is told to end (SIGTERM, Ctrl-C): it saves the last round that is done,
 * which is in its memory, and writes nothing more; nothing at all if another driver has taken the
 * run over. It does so before Spark stops its context and Hadoop closes its file systems.
 *
 * <p>Thread use: the driver's thread; the JVM saves in one of its own. The two exclude each other:
 * whoever writes to the run directory does it {@code guarded}.
 */
final class Termination implements AutoCloseable {
  // Spark's hook has 30 more than that of the file systems; the highest goes first.
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 60;

  /** For a large model in a slow store; who cannot wait sends SIGKILL. */
  private static final long LIMIT_MINUTES = 5;

  private final RunCheckpoints checkpoints;
  private final Consumer<String> tell;
  private final Runnable hook = this::end;
  private final ReentrantLock writing = new ReentrantLock();
  private boolean ended;

  /** Something that writes to the run directory. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  private Termination(RunCheckpoints checkpoints, Consumer<String> tell) {
    this.checkpoints = checkpoints;
    this.tell = tell;
  }

  /**
   * From now on until this is closed, the end of the JVM saves the run first.
   *
   * @param tell takes lines for the user
   * @throws RondoException TERMINATED if the JVM is ending already
   */
  static Termination of(RunCheckpoints checkpoints, Consumer<String> tell) {
    Termination termination = new Termination(checkpoints, tell);
    try {
      ShutdownHookManager.get()
          .addShutdownHook(termination.hook, PRIORITY, LIMIT_MINUTES, TimeUnit.MINUTES);
    } catch (IllegalStateException e) {
      throw terminated(e);
    }
    return termination;
  }

  /**
   * Does something that must not be cut in two by the end of the JVM.
   *
   * @throws RondoException TERMINATED if it is too late; nothing was done
   */
  void guarded(Writing action) throws IOException {
    writing.lock();
    try {
      if (ended) {
        throw terminated(null);
      }
      action.run();
    } finally {
      writing.unlock();
    }
  }

  /** A listener that is told as {@code listener}, guarded. */
  RoundListener guarded(RoundListener listener) {
    return new RoundListener() {
      @Override
      public void started(RunPlan plan) {
        tell(() -> listener.started(plan));
      }

      @Override
      public void replanned(RunPlan plan) {
        tell(() -> listener.replanned(plan));
      }

      @Override
      public void round(RoundMetrics metrics) {
        tell(() -> listener.round(metrics));
      }

      @Override
      public void kept(RoundMetrics metrics, float[] parameters) {
        tell(() -> listener.kept(metrics, parameters));
      }

      @Override
      public void done(LoopState state) {
        tell(() -> listener.done(state));
      }

      @Override
      public void gradientFlow(long round, GradientFlow flow) {
        tell(() -> listener.gradientFlow(round, flow));
      }

      private void tell(Runnable told) {
        try {
          guarded((Writing) told::run);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /**
   * The result of {@code training}.
   *
   * @throws RondoException TERMINATED if it failed because the JVM is ending: Spark stops then, and
   *     what it says about that is of no use; FENCED in any case if it says that the run is lost
   */
  <R> R explained(Supplier<R> training) {
    try {
      return training.get();
    } catch (RuntimeException e) {
      writing.lock();
      try {
        throw ended && !(e instanceof RondoException known && isOurs(known)) ? terminated(e) : e;
      } finally {
        writing.unlock();
      }
    }
  }

  private static boolean isOurs(RondoException failure) {
    return failure.exitCode() == ExitCode.TERMINATED || failure.exitCode() == ExitCode.FENCED;
  }

  /** What the JVM does first when it ends. */
  void end() {
    writing.lock();
    try {
      ended = true;
      checkpoints.finish();
      long rounds = checkpoints.committedRounds();
      tell.accept(
          rounds < 0
              ? "told to end before the first round was done: nothing to save"
              : "told to end: round " + rounds + " is saved, go on with --resume");
    } catch (RondoException e) {
      if (e.exitCode() == ExitCode.FENCED) {
        checkpoints.abandon(); // the driver's thread closes the directory on its way out
      }
      tell.accept("told to end: the last round could not be saved: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  private static RondoException terminated(Throwable cause) {
    return new RondoException(
        ExitCode.TERMINATED,
        "The driver was told to end, expected the end of the training; go on with --resume",
        cause);
  }

  @Override
  public void close() {
    try {
      ShutdownHookManager.get().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it runs, or has run
    }
  }
}
