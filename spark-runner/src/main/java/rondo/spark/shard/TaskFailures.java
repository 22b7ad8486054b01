package rondo.spark.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Takes what a task threw out of what Spark wraps around it, so that callers see the same failures
 * as with shards in this JVM.
 */
public final class TaskFailures {
  private TaskFailures() {}

  /**
   * The result of a Spark action.
   *
   * @throws RondoException what a task threw; or CLUSTER if the cluster failed and not a task
   * @throws UncheckedIOException if a task could not read its input
   */
  static <R> R unwrapped(Supplier<R> action) {
    try {
      return action.get();
    } catch (Exception e) { // SparkException is checked, but Spark's methods do not declare it
      throw unwrap(e);
    }
  }

  /**
   * Runs the body of a task. Where memory ends, Spark would take its executor down, in local mode
   * this JVM; the task fails with a sentence instead.
   *
   * @throws RondoException CONFIG if memory is used up
   */
  public static <R> R inTask(Callable<R> body) throws Exception {
    try {
      return body.call();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e, e);
    }
  }

  private static RondoException outOfMemory(Throwable error, Throwable cause) {
    return new RondoException(
        ExitCode.CONFIG,
        "A task ran out of memory ("
            + error.getMessage()
            + "); lower training.batch, training.truncate or model.hidden, cut the data into more"
            + " rounds.shards, or give executors more with --conf spark.executor.memory=SIZE (in"
            + " local mode RONDO_HEAP=SIZE)",
        cause);
  }

  /** What to throw for {@code failure}. */
  static RuntimeException unwrap(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RondoException known) {
        return known;
      }
    }
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io && !inSpark(cause)) {
        return new UncheckedIOException(io);
      }
      root = cause;
    }
    if (root instanceof OutOfMemoryError) {
      return outOfMemory(root, failure);
    }
    if (root instanceof Error error) {
      throw error;
    }
    if (root instanceof RuntimeException bug && root != failure && !inSpark(root)) {
      return bug;
    }
    return new RondoException(
        ExitCode.CLUSTER,
        "Spark gave up: "
            + firstLine(failure)
            + "; expected every task to end, look into the logs of the executors",
        failure);
  }

  private static boolean inSpark(Throwable failure) {
    return failure.getClass().getName().startsWith("org.apache.spark.");
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
  }
}
