package rondo.benchmark.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rondo.anomaly.NabScore.Series;
import rondo.anomaly.NabScore.Window;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A series of the benchmark.
 *
 * @param name folder and file, as in realTweets/Twitter_volume_AAPL.csv
 * @param times in seconds, as if its clock were in UTC
 * @param windows in which there is an anomaly
 */
record NabFile(String name, long[] times, double[] values, List<Window> windows) {
  private static final String DATA = "data";
  private static final String LABELS = "labels/combined_windows.json";
  private static final String ADVICE = "; give a checkout of github.com/numenta/NAB with --data";

  /**
   * Reads all series.
   *
   * @param folder with the folders data and labels
   * @throws RondoException NO_INPUT if there is nothing; BAD_DATA if it is not as it was published
   */
  static List<NabFile> all(Path folder) throws IOException {
    Path data = folder.resolve(DATA);
    Path labels = folder.resolve(LABELS);
    if (!Files.isDirectory(data) || !Files.isRegularFile(labels)) {
      throw new RondoException(
          ExitCode.NO_INPUT,
          "--data: got " + folder + ", expected a folder with " + DATA + " and " + LABELS + ADVICE);
    }
    JsonNode windows = new ObjectMapper().readTree(labels.toFile());
    List<Path> paths;
    try (Stream<Path> files = Files.walk(data)) {
      paths = files.filter(file -> file.toString().endsWith(".csv")).toList();
    }
    List<NabFile> all = new ArrayList<>();
    for (Path path : paths) {
      String name = path.getParent().getFileName() + "/" + path.getFileName();
      all.add(read(name, path, windows.path(name)));
    }
    all.sort(Comparator.comparing(NabFile::name));
    if (all.isEmpty()) {
      throw new RondoException(
          ExitCode.NO_INPUT, data + " has no CSV files, expected those of the benchmark" + ADVICE);
    }
    return all;
  }

  private static NabFile read(String name, Path path, JsonNode labels) throws IOException {
    List<String> lines = Files.readAllLines(path);
    int size = lines.size() - 1; // without the header
    long[] times = new long[Math.max(0, size)];
    double[] values = new double[times.length];
    try {
      for (int i = 0; i < size; i++) {
        String[] fields = lines.get(i + 1).split(",");
        times[i] = seconds(fields[0]);
        values[i] = Double.parseDouble(fields[1]);
      }
      List<Window> windows = new ArrayList<>();
      for (JsonNode label : labels) {
        int first = place(times, seconds(label.get(0).asText()));
        windows.add(new Window(first, place(times, seconds(label.get(1).asText()))));
      }
      if (labels.isMissingNode()) {
        throw new IllegalArgumentException("there are no labels of it");
      }
      return new NabFile(name, times, values, windows);
    } catch (DateTimeParseException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          path
              + ": "
              + e.getMessage()
              + ", expected lines as in 2014-04-01 00:00:00,18.32 and labels at their times"
              + ADVICE,
          e);
    }
  }

  /** Of "2014-04-01 00:00:00", in labels with fractions behind it. */
  private static long seconds(String time) {
    return LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
  }

  /** The first value of a time. */
  private static int place(long[] times, long time) {
    for (int i = 0; i < times.length; i++) {
      if (times[i] == time) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "there is no value at " + LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC));
  }

  /** With the scores of a detector. */
  Series scored(double[] scores) {
    return new Series(scores, windows);
  }

  /** Values at the beginning that no detector is judged by. */
  int probation() {
    return scored(new double[times.length]).probation();
  }
}
