package rondo.spark.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.io.ExitHook;

/** Turns whatever went wrong into one sentence and an exit code. */
final class Failures {
  private Failures() {}

  /**
   * The failure as one that the user can read. A {@link RondoException} anywhere among the causes
   * wins: Spark wraps what its tasks throw.
   */
  static RondoException explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RondoException known) {
        return known;
      }
    }
    if (ExitHook.isEnding()) { // Spark stops, and whatever asks it for something fails
      return ExitHook.terminated(failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return new RondoException(
            ExitCode.CONFIG,
            "The memory of "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB is used up ("
                + cause.getMessage()
                + "); lower training.batch, training.truncate or model.hidden, or give the JVM"
                + " more memory",
            failure);
      }
      if (cause instanceof IOException io) {
        return explain(io);
      }
    }
    if (failure instanceof SparkException) {
      return new RondoException(
          ExitCode.CLUSTER,
          "Spark gave up: " + firstLine(failure) + "; see the logs of the executors",
          failure);
    }
    return bug(failure);
  }

  private static RondoException explain(IOException failure) {
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return new RondoException(
          ExitCode.NO_INPUT, "There is no such file: " + firstLine(failure), failure);
    }
    String what =
        failure instanceof AccessDeniedException
            ? "Access was denied to " + firstLine(failure)
            : "Reading or writing failed: " + firstLine(failure);
    String advice =
        what.contains("://")
            ? "; check the address, the login or keys, and the permissions"
            : "; check the disk and the permissions";
    return new RondoException(ExitCode.IO, what + advice, failure);
  }

  private static RondoException bug(Throwable failure) {
    return new RondoException(
        ExitCode.BUG,
        "This should not have happened: "
            + failure.getClass().getSimpleName()
            + ": "
            + firstLine(failure)
            + "; please report it with "
            + traceFile(failure),
        failure);
  }

  /** Writes the stack trace to a file and returns what to call it. */
  private static String traceFile(Throwable failure) {
    try {
      Path file = Files.createTempFile("rondo-", ".trace");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
        failure.printStackTrace(writer);
      }
      return "the stack trace in " + file;
    } catch (IOException | UncheckedIOException e) {
      return "the stack trace that --stack-trace prints";
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
  }
}
