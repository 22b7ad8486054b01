package rondo.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * What differs between the job of a run and the one that wants to go on with it. Only what changes
 * no number of a round may differ: how long it goes on, how often something is written, what a
 * report shows, where the same data lies, where updates are added up.
 */
public final class JobDifference {
  private static final List<String> MAY_DIFFER =
      List.of(
          "training.epochs",
          "training.early-stopping.patience",
          "checkpoint.",
          "report.",
          "rounds.reduce",
          "data.path"); // a hash of the data is compared
  private static final ObjectMapper JSON = new ObjectMapper();

  private JobDifference() {}

  /**
   * @param before resolved job of the run, as JSON
   * @param now resolved job that wants to go on
   * @throws RondoException CONFIG with a table of the keys that must not differ
   */
  public static void check(String run, String before, String now) {
    Map<String, String> old = leaves(before);
    Map<String, String> asked = leaves(now);
    SortedSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(asked.keySet());
    List<String[]> rows = new ArrayList<>();
    for (String key : keys) {
      String was = old.getOrDefault(key, "-");
      String is = asked.getOrDefault(key, "-");
      if (!was.equals(is) && MAY_DIFFER.stream().noneMatch(key::startsWith)) {
        rows.add(new String[] {key, was, is});
      }
    }
    if (!rows.isEmpty()) {
      throw new RondoException(
          ExitCode.CONFIG,
          run
              + " was trained with another job; give that one, or a new directory:\n"
              + table(rows));
    }
  }

  private static String table(List<String[]> rows) {
    rows.add(0, new String[] {"key", "the run", "this job"});
    int[] widths = new int[2];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      String format = "  %-" + widths[0] + "s  %-" + widths[1] + "s  %s\n";
      text.append(String.format(Locale.ROOT, format, (Object[]) row));
    }
    return text.toString().stripTrailing();
  }

  private static Map<String, String> leaves(String json) {
    try {
      Map<String, String> leaves = new TreeMap<>();
      collect("", JSON.readTree(json), leaves);
      return leaves;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("job: got no JSON", e);
    }
  }

  /** 1 and 1.0 are the same. */
  private static String text(JsonNode node) {
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return node.decimalValue().stripTrailingZeros().toPlainString();
    }
    return node.isTextual() || node.isNumber() ? node.asText() : node.toString();
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (!node.isObject()) {
      leaves.put(path, text(node));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      collect(
          path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves);
    }
  }
}
