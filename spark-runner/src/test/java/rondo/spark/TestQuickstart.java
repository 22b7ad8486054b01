package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.RondoException;
import rondo.spark.report.Progress;
import rondo.spark.report.Terminal;

class TestQuickstart {
  private static final List<String> ADVERBS = List.of("/net/sf/extjwnl/data/wordnet/wn31/data.adv");
  private static final List<String> SMALL =
      List.of("model.hidden=[8]", "training.epochs=0.1", "training.batch=4", "report.samples=1");

  @TempDir Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(
          new PrintStream(told, true, StandardCharsets.UTF_8), Terminal.NONE, System::nanoTime);

  @Test
  void trainsOnDefinitionsBesideNgramModelsOfTheSameSplit() throws IOException {
    Contexts.on("local[1]");
    Path output = folder.resolve("quickstart");

    Quickstart.Outcome outcome = Quickstart.run(output, SMALL, ADVERBS, progress);

    assertThat(Files.readAllLines(outcome.text()))
        .hasSizeGreaterThan(3000)
        .allMatch(line -> line.contains(": "));
    assertThat(outcome.ngrams()).hasSize(6);
    assertThat(outcome.ngrams().get(4)).isLessThan(outcome.ngrams().get(1));
    assertThat(outcome.trained().test().loss()).isBetween(1.0, 5.0);
    assertThat(output.resolve("report.html")).content().contains("order-5 n-gram");
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("order-6 n-gram", "vocabulary");
  }

  @Test
  void takesTheNextFreeNumber() throws IOException {
    assertThat(Quickstart.freeDirectory(folder)).isEqualTo(folder.resolve("quickstart"));
    Files.createDirectory(folder.resolve("quickstart"));
    Files.createDirectory(folder.resolve("quickstart-2"));
    assertThat(Quickstart.freeDirectory(folder)).isEqualTo(folder.resolve("quickstart-3"));
  }

  @Test
  void refusesBeforeAnythingIsWritten() throws IOException {
    Path output = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(output.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> Quickstart.run(output, SMALL, ADVERBS, progress))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("notes.txt");
    assertThat(folder.toFile().list()).containsExactly("mine");
  }

  @Test
  void saysWhereToGetTheDefinitionsIfTheyAreMissing() {
    assertThatThrownBy(() -> Quickstart.run(folder.resolve("x"), SMALL, List.of("/none"), progress))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("The class path has no /none; start with submit-scripts/rondo");
  }
}
