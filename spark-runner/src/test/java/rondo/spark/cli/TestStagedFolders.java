package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.RunFiles;
import rondo.spark.Signals;

/** A staged table is deleted by the run that made it, or by who takes over from it. */
@Timeout(600)
class TestStagedFolders {
  @TempDir private Path folder;

  @Test
  void aRunDeletesItsOwnTableAndThatOfTheDriverBeforeIt() throws Exception {
    Path staging = Files.createDirectory(folder.resolve("staging"));
    Path other = Files.createDirectory(staging.resolve(RunFiles.STAGED + "of-another-run"));
    Path run = folder.resolve("run");
    Path killed;
    try (TrainProcess process = start(staging, run)) {
      waitForRounds(process, run, 1);
      List<Path> staged = list(staging);
      assertThat(staged).hasSize(2);
      killed = staged.get(0).equals(other) ? staged.get(1) : staged.get(0);
      process.kill();
    }
    assertThat(killed).isDirectory();
    long rounds = lines(run);
    try (TrainProcess process = start(staging, run)) {
      waitForRounds(process, run, rounds + 1);
      assertThat(killed).doesNotExist();
      assertThat(list(staging)).hasSize(2);
      process.send(Signals.TERM);
      assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
    }
    assertThat(list(staging)).containsExactly(other);
  }

  private TrainProcess start(Path staging, Path run) throws IOException {
    StringBuilder rows = new StringBuilder("k,t,x,label\n");
    for (int i = 0; i < 80; i++) {
      rows.append(i / 4 + "," + i + "," + i % 3 + "," + (i / 4 % 2 == 0 ? "a" : "b") + "\n");
    }
    Path data = Files.writeString(folder.resolve("t.csv"), rows);
    String job =
        """
        task = classification
        data { path = "%s", key = [k], time = t, inputs = [x], target = label }
        model.hidden = [4]
        training { epochs = 1000000, batch = 4, truncate = 0 }
        rounds.local-steps = 4
        checkpoint { minutes = 0, rounds = 1 }
        """
            .formatted(data);
    Path config = Files.writeString(folder.resolve("job.conf"), job);
    List<String> args = new ArrayList<>(List.of("train", "--config", config.toString()));
    args.addAll(List.of("--output", run.toString(), "--resume"));
    String option = "JDK_JAVA_OPTIONS=-Dspark.rondo.staging=" + staging;
    return TrainProcess.start(folder, List.of("env", option), java.util.Map.of(), args);
  }

  private static void waitForRounds(TrainProcess process, Path run, long rounds)
      throws IOException, InterruptedException {
    while (process.isAlive() && lines(run) < rounds) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).as(process.output()).isTrue();
  }

  private static long lines(Path run) throws IOException {
    Path metrics = run.resolve(RunFiles.METRICS);
    return Files.exists(metrics) ? Files.readString(metrics).lines().count() : 0;
  }

  private static List<Path> list(Path staging) throws IOException {
    try (Stream<Path> files = Files.list(staging)) {
      return files.sorted().toList();
    }
  }
}
