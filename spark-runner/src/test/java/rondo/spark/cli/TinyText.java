package rondo.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small text, and a job that learns a little of it in a second. */
final class TinyText {
  private TinyText() {}

  /** Writes the text to a file of {@code folder}. */
  static Path text(Path folder) throws IOException {
    return Files.writeString(folder.resolve("text.txt"), "the cat sat on the mat\n".repeat(300));
  }

  /** Writes the job to a file of {@code folder}; {@code more} are further lines of it. */
  static Path job(Path folder, String... more) throws IOException {
    String job =
        """
        task = language-model
        model { cell = lstm, hidden = [16] }
        training { epochs = 2, batch = 8, truncate = 20, optimizer.learning-rate = 0.01 }
        rounds { local-steps = 5 }
        report { samples = 1, sample-length = 20 }
        """;
    return Files.writeString(
        folder.resolve("job.conf"), job + String.join("\n", more) + System.lineSeparator());
  }
}
