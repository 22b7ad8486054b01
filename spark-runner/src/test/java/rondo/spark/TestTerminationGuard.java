package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.config.CheckpointOptions;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.network.Networks;
import rondo.resume.LoopFiles;
import rondo.spark.io.HadoopRunDirectory;
import rondo.spark.shard.Trainings;

/** What a driver may still do once it was told to end: {@code TestTermination} sends the signal. */
class TestTerminationGuard {
  private static final String MESSAGE =
      "The driver was told to end, expected the end of the training; go on with --resume";

  @TempDir private java.nio.file.Path folder;
  private final List<String> told = new ArrayList<>();

  private Termination open() {
    return Termination.of(checkpoints(new LocalRunDirectory(folder)), told::add);
  }

  /** Takes the run over. */
  private RunCheckpoints checkpoints(RunDirectory directory) {
    LoopFiles files = new LoopFiles(Networks.layout(Trainings.train().model()), "data");
    return new RunCheckpoints(directory, new CheckpointOptions(0, 1, 3, 0), files, told::add);
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

  @Test
  void aRunThatIsLostStaysTheReason() {
    RondoException lost = new RondoException(ExitCode.FENCED, "another run has taken over");
    try (Termination termination = open()) {
      termination.end();
      assertThatThrownBy(() -> termination.explained(() -> fail(lost))).isSameAs(lost);
    }
  }

  /** Where a file is written anew to add a line, its lines would replace those of the new owner. */
  @Test
  void linesOfWhoHasLostTheRunAreForgotten() throws Exception {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path run = new Path(folder.toUri());
    try (RunDirectory older = new HadoopRunDirectory(files, run);
        RunDirectory newer = new HadoopRunDirectory(files, run);
        Termination termination = Termination.of(checkpoints(older), told::add)) {
      older.append(RunFiles.METRICS, "older");
      assertThat(older.length(RunFiles.METRICS)).isEmpty();
      checkpoints(newer);
      newer.write(RunFiles.METRICS, "newer".getBytes(StandardCharsets.UTF_8));
      termination.end();
      older.close(); // as the driver's thread does
      assertThat(newer.read(RunFiles.METRICS, 100))
          .isEqualTo("newer".getBytes(StandardCharsets.UTF_8));
      assertThat(told)
          .singleElement(STRING)
          .startsWith(
              "told to end: the last round could not be saved: Another run has taken over "
                  + newer.description());
    }
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }
}
