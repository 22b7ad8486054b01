package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.spark.Contexts;
import rondo.spark.Signals;

/** A prediction that is told to end leaves nothing behind, and what it should replace stays. */
@Timeout(600)
class TestPredictionTerminated extends AbstractTestTelling {
  private static final int SEQUENCES = 100_000; // of which telling takes a while

  @Test
  void leavesNothingBehind() throws Exception {
    Contexts.on("local[2]");
    String model =
        trained(
            "classification",
            "classification",
            walks(0, 60),
            "key = [id], time = t, validation = 0.2, test = 0.2, inputs = [x], target = label");
    String data = table("classification-many.csv", walks(100, 100 + SEQUENCES));
    Path output = Files.createDirectories(folder.resolve("told/output"));
    Path before = Files.writeString(output.resolve("before"), "of an earlier prediction");
    List<String> args =
        List.of("predict", "--model", model, "--data", data, "--output", output.toString());
    List<String> overwriting = Stream.concat(args.stream(), Stream.of("--overwrite")).toList();
    try (TrainProcess process = TrainProcess.start(folder, overwriting)) {
      while (process.isAlive() && files(output.getParent()).size() < 2) {
        Thread.sleep(5);
      }
      process.send(Signals.TERM);
      assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
      assertThat(process.output()).doesNotContain("should not have happened");
    }
    assertThat(files(output.getParent())).containsExactly(output);
    assertThat(files(output)).containsExactly(before);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
