package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code init} refuses, in one sentence, and with nothing written. */
class TestInitRefusals extends AbstractTestInit {
  @Test
  void theFileThatIsThereStays() throws IOException {
    String text = write("twice.txt", "Once upon a time. ".repeat(100));
    init("twice", "language-model", text);
    String first = Files.readString(file("twice"));
    Files.writeString(file("twice"), "task = reber");
    String[] again = {"language-model", "--data", text, "--output", file("twice").toString()};
    assertThat(refused(73, again))
        .isEqualTo(
            "rondo: "
                + file("twice")
                + " exists already; give another file with --output, or --overwrite to replace it");
    assertThat(Files.readString(file("twice"))).isEqualTo("task = reber");
    init("twice", "language-model", text, "--overwrite");
    assertThat(Files.readString(file("twice"))).isEqualTo(first);
    assertThat(refused(73, "language-model", "--data", text, "--output", folder.toString()))
        .isEqualTo("rondo: " + folder + " exists already; give another file with --output");
    String nowhere = folder.resolve("nowhere").resolve("job.conf").toString();
    assertThat(refused(73, "classification", "--data", "missing.csv", "--output", nowhere))
        .isEqualTo(
            "rondo: --output: got "
                + nowhere
                + ", but there is no folder "
                + folder.resolve("nowhere")
                + ", expected a file in a folder that exists; create it");
  }

  @Test
  void whatCannotBeFoundOutIsAskedFor() throws IOException {
    String data = write("plain.csv", rows("a,b,c", 60, i -> noise(1, i) + "," + i % 5 + ",k" + i));
    assertThat(refused(64, "classification", "--data", data))
        .isEqualTo(
            "rondo: --target: got nothing, and no column of "
                + data
                + " can be told to be the class, expected one of a, b, c; name it");
    assertThat(refused(64, "classification", "--data", data, "--target", "d"))
        .isEqualTo(
            "rondo: --target: got d, which the table at "
                + data
                + " does not have, expected one of a, b, c; correct the name");
    assertThat(refused(65, "classification", "--data", data, "--target", "a"))
        .contains("--target: column a has about ", "different values in 60 rows, expected classes");
    assertThat(refused(65, "regression", "--data", data, "--target", "c"))
        .isEqualTo("rondo: --target: column c is a text, expected numbers; name another column");
    assertThat(refused(64, "forecasting", "--data", data))
        .isEqualTo(
            "rondo: --time: got nothing, and none of the columns a, b, c looks like a time,"
                + " expected the column that orders the rows; name it");
    assertThat(refused(64, "forecasting", "--data", data, "--time", "b"))
        .isEqualTo(
            "rondo: --key: got nothing, and several rows have the same b, expected the columns"
                + " that tell the series apart, some of a, b, c; name them");
    assertThat(refused(64, "forecasting", "--data", data, "--time", "c"))
        .isEqualTo(
            "rondo: --time: column c is a text with a time in 0 of 60 rows, expected numbers, dates"
                + " or timestamps; name another column");
    String steps =
        write(
            "steps.csv",
            rows("t,x,b,d", 60, i -> i + "," + noise(1, i) + ",k" + i % 5 + "," + i % 4));
    String[] two = {"--target", "b", "--target", "d"};
    assertThat(refused(64, "tagging", "--data", steps, two[0], two[1], two[2], two[3]))
        .isEqualTo(
            "rondo: --target: got d as the class of the sequences, which has several values within"
                + " a sequence, expected one; name another column, or the tags alone");
    assertThat(refused(64, "tagging", "--data", data, "--target", "b"))
        .startsWith("rondo: --time: got nothing, and column b has one value a row");
  }

  @Test
  void badDataIsRefused() throws IOException {
    String missing = folder.resolve("missing.csv").toString();
    assertThat(refused(66, "classification", "--data", missing))
        .isEqualTo(
            "rondo: data.path: there is nothing at "
                + missing
                + "; give a file or folder that exists");
    assertThat(refused(66, "language-model", "--data", missing))
        .isEqualTo(
            "rondo: --data: there is nothing at "
                + missing
                + "; give a file or folder that exists");
    String empty = write("empty.csv", "");
    assertThat(refused(65, "classification", "--data", empty))
        .isEqualTo("rondo: The data at " + empty + " has no lines, expected some; give other data");
    String header = write("header.csv", "a,b,label\n");
    assertThat(refused(65, "classification", "--data", header))
        .isEqualTo(
            "rondo: The table at " + header + " has no rows, expected some; give other data");
    String texts = write("texts.csv", rows("day,name", 30, i -> "d" + i + ",n" + i % 4));
    assertThat(refused(65, "forecasting", "--data", texts))
        .isEqualTo(
            "rondo: The table at "
                + texts
                + " has no column of numbers, expected one at least; the columns are day, name");
    String few = write("few.csv", rows("day,x", 8, i -> i + "," + noise(1, i)));
    assertThat(refused(65, "forecasting", "--data", few, "--horizon", "6"))
        .startsWith("rondo: The series at " + few + " have about 8 rows, expected parts of");
    String prose = write("prose.txt", "Call me Ishmael.\nSome years ago.\n");
    assertThat(refused(65, "classification", "--data", prose))
        .isEqualTo(
            "rondo: The data at "
                + prose
                + " is text whose lines are no table that init knows for classification (the first"
                + " is \"Call me Ishmael.\"), expected a table, as CSV with a header; convert it,"
                + " or write a job file with data.query");
    assertThat(refused(65, "language-model", "--data", prose))
        .isEqualTo(
            "rondo: The text at "
                + prose
                + " has 33 bytes, expected at least 1,000 to learn from; give more");
  }

  @Test
  void usage() {
    assertThat(refused(64, "clasification", "--data", "x.csv"))
        .isEqualTo(
            "rondo: TASK: got clasification, expected one of language-model, classification,"
                + " regression, tagging, music, forecasting, anomaly; see 'rondo init --help'");
    assertThat(refused(64, "reber", "--data", "x.csv"))
        .startsWith("rondo: TASK: got reber, which generates its data, expected one of ");
    assertThat(refused(64, "events", "--data", "x.csv"))
        .startsWith("rondo: TASK: got events, of which init can tell nothing, expected one of ");
    assertThat(refused(64, "forecasting", "--data", "x.csv", "--horizon", "0"))
        .isEqualTo(
            "rondo: --horizon: got 0, expected 1 to 1048576 time steps; see 'rondo init --help'");
    assertThat(refused(64, "forecasting", "--data", "x.csv", "--test", "0.7"))
        .isEqualTo("rondo: --test: got 0.7, expected 0 to 0.5; see 'rondo init --help'");
    assertThat(refused(64, "language-model", "--data", "x.txt", "--target", "y"))
        .contains("expected none with language-model, which reads text");
    assertThat(Stream.of("--target", "--key", "--time", "--horizon"))
        .allMatch(CommandRun.of("init", "--help").out()::contains);
  }
}
