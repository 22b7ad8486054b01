package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.LocalRunDirectory;
import rondo.config.CheckpointOptions;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.network.Networks;
import rondo.resume.LoopFiles;

/** What a driver may still do once it was told to end: {@code TestTermination} sends the signal. */
class TestTerminationGuard {
  private static final String MESSAGE =
      "The driver was told to end, expected the end of the training; go on with --resume";

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  private Termination open() {
    LoopFiles files = new LoopFiles(Networks.layout(Trainings.train().model()), "data");
    RunCheckpoints checkpoints =
        new RunCheckpoints(
            new LocalRunDirectory(folder), new CheckpointOptions(0, 1, 3, 0), files, told::add);
    return Termination.of(checkpoints, told::add);
  }

  @Test
  void nothingIsWrittenAfterwards() throws Exception {
    List<String> written = new ArrayList<>();
    try (Termination termination = open()) {
      termination.guarded(() -> written.add("before"));
      termination.end();
      assertThatThrownBy(() -> termination.guarded(() -> written.add("after")))
          .isInstanceOfSatisfying(
              RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TERMINATED))
          .hasMessage(MESSAGE);
    }
    assertThat(written).containsExactly("before");
    assertThat(told)
        .containsExactly("told to end before the first round was done: nothing to save");
  }

  /** What Spark says when it is stopped is of no use. */
  @Test
  void aFailureOfStoppingIsNotTheReason() {
    IllegalStateException stopped = new IllegalStateException("the context was stopped");
    try (Termination termination = open()) {
      assertThatThrownBy(() -> termination.explained(() -> fail(stopped))).isSameAs(stopped);
      termination.end();
      assertThatThrownBy(() -> termination.explained(() -> fail(stopped)))
          .hasMessage(MESSAGE)
          .hasCause(stopped);
    }
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }
}
