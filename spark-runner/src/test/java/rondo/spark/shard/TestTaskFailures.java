package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.spark.Contexts;
import rondo.task.ShardReader;

/** What goes wrong in a task reaches the driver with its own type and exit code. */
class TestTaskFailures {
  /** Fails on shard 1 in a way of its own. */
  private record Failing(String how) implements ShardReader {
    @Override
    public SequenceLayout layout() {
      return Trainings.tokens().layout();
    }

    @Override
    public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
      if (shard == 1) {
        switch (how) {
          case "data" -> throw new RondoException(ExitCode.BAD_DATA, "Line 3 is not UTF-8");
          case "file" -> throw new FileNotFoundException("no/such/file");
          default -> throw new ArithmeticException("a bug");
        }
      }
      sink.end();
    }

    @Override
    public Batches batches(Sequences store, Split split, int batch, int truncate, long seed) {
      return Trainings.tokens().batches(store, split, batch, truncate, seed);
    }
  }

  private static void read(String how) {
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 3);
    try (SparkShardRunner runner =
        new SparkShardRunner(
            Contexts.on("local[2]"), Trainings.task(new Failing(how)), Trainings.train(), rounds)) {
      runner.shards();
    }
  }

  @Test
  void badDataKeepsItsExitCodeAndSentence() {
    RondoException failure = catchThrowableOfType(RondoException.class, () -> read("data"));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure).hasMessage("Line 3 is not UTF-8");
  }

  @Test
  void missingFilesAreInputErrors() {
    assertThatThrownBy(() -> read("file"))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("no/such/file");
  }

  @Test
  void memoryIsAboutTheMachineThatTheTaskRanOn() {
    SparkException aborted =
        new SparkException("Job aborted", new OutOfMemoryError("Java heap space"));
    assertThat(TaskFailures.unwrap(aborted))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("A task ran out of memory (Java heap space)")
        .hasMessageContaining("spark.executor.memory")
        .extracting(failure -> ((RondoException) failure).exitCode())
        .isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void bugsStayBugs() {
    assertThatThrownBy(() -> read("bug"))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a bug");
  }

  @Test
  void whatIsNoTasksFaultIsTheClusters() {
    SparkException lost =
        new SparkException("Job aborted: ExecutorLostFailure\nDriver stacktrace:");
    assertThat(TaskFailures.unwrap(lost))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "Spark gave up: Job aborted: ExecutorLostFailure; expected every task to end, look"
                + " into the logs of the executors")
        .extracting(failure -> ((RondoException) failure).exitCode())
        .isEqualTo(ExitCode.CLUSTER);
    assertThat(TaskFailures.unwrap(new IllegalStateException("SparkContext was shut down")))
        .isInstanceOf(RondoException.class);
  }
}
