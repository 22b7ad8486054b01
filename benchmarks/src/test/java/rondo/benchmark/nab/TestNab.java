package rondo.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.anomaly.NabScore.Window;

/** A folder as the benchmark's, with a series that has an anomaly and one that has none. */
class TestNab {
  private static final int SIZE = 400;
  private static final int SPIKE = 300;
  private static final LocalDateTime START = LocalDateTime.of(2014, 4, 1, 0, 0);
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir private Path folder;

  private static String time(int n) {
    return START.plusMinutes(30L * n).format(FORMAT);
  }

  private void series(String name, boolean spike) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int n = 0; n < SIZE; n++) {
      double value = spike && n == SPIKE ? 9 : Math.sin(n / 5.0);
      text.append(time(n)).append(',').append(value).append('\n');
    }
    Path path = folder.resolve("data").resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void labels(String text) throws IOException {
    Files.createDirectories(folder.resolve("labels"));
    Files.writeString(folder.resolve("labels/combined_windows.json"), text);
  }

  private void twoSeries() throws IOException {
    series("real/spike.csv", true);
    series("real/calm.csv", false);
    labels(
        "{\"real/spike.csv\": [[\"%s.000000\", \"%s.000000\"]], \"real/calm.csv\": []}"
            .formatted(time(290), time(310)));
  }

  @Test
  void readsSeriesAndWindows() throws IOException {
    twoSeries();
    List<NabFile> files = NabFile.all(folder);
    assertThat(files).extracting(NabFile::name).containsExactly("real/calm.csv", "real/spike.csv");
    assertThat(files.get(0).windows()).isEmpty();
    assertThat(files.get(1).windows()).containsExactly(new Window(290, 310));
    assertThat(files.get(1).values()[SPIKE]).isEqualTo(9);
    assertThat(files.get(1).times()[1] - files.get(1).times()[0]).isEqualTo(1800);
    assertThat(files.get(1).probation()).isEqualTo(60);
  }

  @Test
  void theSpikeIsFoundInBothDetectorsLines() throws IOException {
    twoSeries();
    String report = Nab.report(new NabOptions(folder, 1));
    assertThat(report).contains("| `real/spike.csv` | 400 | 1 | 1 | 0 | ");
    assertThat(report).contains("| `real/calm.csv` | 400 | 0 | 0 | 0 | 0.00 |");
    assertThat(report.lines().filter(line -> line.contains("| 1 of 1 | 0 |"))).hasSize(2);
    assertThat(report.lines().filter(line -> line.startsWith("| `StreamingDetector` |")))
        .hasSize(1);
    assertThat(Nab.report(new NabOptions(folder, 1))).isEqualTo(report);
  }

  @Test
  void whatIsMissingIsToldInASentence() throws IOException {
    assertThatThrownBy(() -> NabFile.all(folder))
        .hasMessage(
            "--data: got "
                + folder
                + ", expected a folder with data and labels/combined_windows.json; give a checkout"
                + " of github.com/numenta/NAB with --data");
    series("real/spike.csv", true);
    labels("{}");
    assertThatThrownBy(() -> NabFile.all(folder))
        .hasMessageContaining("spike.csv: there are no labels of it, expected lines as in ");
    labels("{\"real/spike.csv\": [[\"2001-01-01 00:00:00\", \"2001-01-01 00:00:00\"]]}");
    assertThatThrownBy(() -> NabFile.all(folder))
        .hasMessageContaining("spike.csv: there is no value at 2001-01-01T00:00, expected ");
  }
}
