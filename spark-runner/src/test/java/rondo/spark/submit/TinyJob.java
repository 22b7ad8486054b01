package rondo.spark.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A job that learns a little of a small text on two shards. */
final class TinyJob {
  private TinyJob() {}

  /** Writes text and job into {@code folder} and returns the words of the command that trains. */
  static List<String> train(Path folder, String data, String output) throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "the cat sat on the mat\n".repeat(300));
    Path job = folder.resolve("job.conf");
    Files.writeString(
        job,
        """
        task = language-model
        model { cell = lstm, hidden = [16] }
        training { epochs = 2, batch = 8, truncate = 20, optimizer.learning-rate = 0.01 }
        rounds { shards = 2, local-steps = 5 }
        report { samples = 1, sample-length = 20 }
        """);
    return List.of(
        "train",
        "--config",
        job.toString(),
        "--set",
        "data.path=" + (data == null ? text : data),
        "--output",
        output,
        "--json");
  }
}
