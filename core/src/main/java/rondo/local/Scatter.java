package rondo.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that were told of sequences beside what they are, in the unit of their column.
 *
 * @param column its name
 * @param actual one a sequence
 * @param predicted likewise
 */
public record Scatter(String column, double[] actual, double[] predicted) implements Serializable {
  /** Those of each column together, in the order in which columns and numbers came. */
  static List<Scatter> joined(List<Scatter> all) {
    Map<String, List<Scatter>> columns = new LinkedHashMap<>();
    for (Scatter one : all) {
      columns.computeIfAbsent(one.column, name -> new ArrayList<>()).add(one);
    }
    List<Scatter> joined = new ArrayList<>();
    columns.forEach(
        (column, parts) ->
            joined.add(
                new Scatter(
                    column,
                    parts.stream().flatMapToDouble(part -> Arrays.stream(part.actual)).toArray(),
                    parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.predicted))
                        .toArray())));
    return joined;
  }
}
