package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestFailures {
  static Stream<Arguments> failures() {
    RondoException known = new RondoException(ExitCode.BAD_DATA, "Byte 3 is wrong");
    return Stream.of(
        Arguments.of(known, ExitCode.BAD_DATA, "Byte 3 is wrong"),
        Arguments.of(
            new SparkException("Job aborted", new RuntimeException(known)),
            ExitCode.BAD_DATA,
            "Byte 3 is wrong"),
        Arguments.of(
            new SparkException("Job aborted\nDriver stacktrace:", null),
            ExitCode.CLUSTER,
            "Spark gave up: Job aborted; see the logs of the executors"),
        Arguments.of(new NoSuchFileException("/x"), ExitCode.NO_INPUT, "There is no such file: /x"),
        Arguments.of(
            new UncheckedIOException(new FileNotFoundException("/x is not there")),
            ExitCode.NO_INPUT,
            "There is no such file: /x is not there"),
        Arguments.of(
            new AccessDeniedException("/x"),
            ExitCode.IO,
            "Access was denied to /x; check the disk and the permissions"),
        Arguments.of(
            new AccessDeniedException("s3a://bucket/x"),
            ExitCode.IO,
            "Access was denied to s3a://bucket/x; check the address, the login or keys, and the"
                + " permissions"),
        Arguments.of(
            new IOException("No space left on device"),
            ExitCode.IO,
            "Reading or writing failed: No space left on device; check the disk and the"
                + " permissions"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void oneSentenceWithItsExitCode(Throwable failure, ExitCode code, String message) {
    RondoException explained = Failures.explain(failure);

    assertThat(explained).hasMessage(message);
    assertThat(explained.exitCode()).isEqualTo(code);
  }

  @Test
  void memoryIsAMatterOfTheConfiguration() {
    RondoException explained = Failures.explain(new OutOfMemoryError("Java heap space"));

    assertThat(explained.getMessage()).contains("Java heap space", "training.batch");
    assertThat(explained.exitCode()).isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void anUnexpectedOneLeavesItsTraceInAFile() throws IOException {
    RondoException explained = Failures.explain(new IllegalStateException("odd"));

    assertThat(explained.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(explained.getMessage())
        .startsWith(
            "This should not have happened: IllegalStateException: odd; please report it with the"
                + " stack trace in ");
    Path trace = Path.of(explained.getMessage().replaceFirst(".* in ", ""));
    assertThat(Files.readString(trace)).contains("IllegalStateException: odd", "TestFailures");
    Files.delete(trace);
  }
}
