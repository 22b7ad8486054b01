package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.spark.Contexts;
import rondo.spark.StandaloneDaemons;

/**
 * The same model on the same rows gives the same numbers, digit for digit: with one core, with two,
 * and on a standalone cluster, with the rows in one file and dealt out over several in another
 * order.
 */
@Timeout(1200)
class TestPredictionEverywhere extends AbstractTestTelling {
  private static final int FILES = 5;

  /** A model, the command that tells of its data, and the data. */
  private record Case(String command, String model, String name, String rows) {}

  @Test
  void theSameNumbersOnOneCoreOnTwoAndOnACluster() throws Exception {
    Contexts.on("local[2]");
    List<Case> cases = cases();
    Map<String, Object> onTwo = told(cases, "two", true);
    Contexts.on("local[1]");
    Map<String, Object> onOne = told(cases, "one", false);
    assertThat(onTwo).isEqualTo(onOne);

    Path target = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "predicting");
    try (StandaloneDaemons daemons = new StandaloneDaemons(target);
        JavaSparkContext spark =
            Contexts.on(
                daemons.url(), Map.of("spark.cores.max", "2", "spark.executor.cores", "1"))) {
      assertThat(spark.sc().isStopped()).isFalse();
      assertThat(told(cases, "cluster", true)).isEqualTo(onOne);
    }
  }

  private static List<Case> cases() throws IOException {
    String places = series(1, 120, 0) + series(2, 120, 0);
    String forecasting =
        trained(
            "forecasting",
            "forecasting",
            places,
            """
            key = [place], time = hour
            split { by = time, validation-from = "2024-01-04", test-from = "2024-01-05" }
            target = [a, b], window = 6, horizon = 2
            """);
    String classification =
        trained(
            "classification",
            "classification",
            walks(0, 90),
            "key = [id], time = t, validation = 0.2, test = 0.2, inputs = [x], target = label");
    return List.of(
        new Case("forecast", forecasting, "forecasting", places),
        new Case("predict", classification, "classification", walks(200, 260)));
  }

  /** What commands tell, by what they tell it of: rows in the order of their text, and figures. */
  private static Map<String, Object> told(List<Case> cases, String where, boolean dealt)
      throws IOException {
    Map<String, Object> told = new LinkedHashMap<>();
    for (Case one : cases) {
      String data = dealt ? dealt(one, where) : table(one.name + "-" + where + ".csv", one.rows);
      String output = one.name + "-told-" + where;
      tell(one.command, one.model, data, output);
      List<Map<String, String>> rows = rows(output);
      assertThat(rows).isNotEmpty();
      TreeSet<String> sorted = new TreeSet<>();
      rows.forEach(row -> sorted.add(row.toString()));
      assertThat(sorted).hasSameSizeAs(rows);
      told.put(one.name + " rows", sorted);
      ObjectNode evaluated =
          (ObjectNode) json("evaluate", "--model", one.model, "--data", data, "--json");
      assertThat(evaluated.get("loss").asDouble()).isPositive();
      told.put(one.name + " figures", evaluated.without(List.of("model", "data", "seconds")));
    }
    return told;
  }

  /**
   * The same rows in a folder of files, row after row to another one, from the last to the first.
   */
  private static String dealt(Case one, String where) throws IOException {
    Path parts = Files.createDirectory(folder.resolve(one.name + "-" + where));
    List<String> lines = one.rows.lines().toList();
    for (int file = 0; file < FILES; file++) {
      StringBuilder rows = new StringBuilder();
      for (int line = lines.size() - 1 - file; line >= 0; line -= FILES) {
        rows.append(lines.get(line)).append('\n');
      }
      Path moved = parts.resolve("part-" + file + ".csv");
      Files.move(Path.of(table(one.name + "-part.csv", rows.toString())), moved);
    }
    return parts.toString();
  }
}
