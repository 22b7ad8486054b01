package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Takes what a task threw out of what Spark wraps around it, so that callers see the same failures
 * as with shards in this JVM.
 */
final class TaskFailures {
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
      return new RondoException(
          ExitCode.CONFIG,
          "A task ran out of memory ("
              + root.getMessage()
              + "); lower training.batch, training.truncate or model.hidden, or give executors more"
              + " with --conf spark.executor.memory=SIZE (in local mode RONDO_HEAP=SIZE)",
          failure);
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
