package rondo.spark.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What columns of numbers are where each row is a sequence: time steps, if their names are numbered
 * (x1, x2, .. or x1, y1, x2, y2, ..), else one time step with all of them.
 *
 * @param steps names of the columns of each time step
 * @param numbered whether they were told by their names
 */
record WideColumns(List<List<String>> steps, boolean numbered) {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)[_.-]?(\\d{1,9})(\\D*)");
  private static final int LEAST_STEPS = 4;
  private static final int WIDTH = 90;

  /**
   * @param columns names of columns of numbers, at least one
   */
  static WideColumns of(List<String> columns) {
    Map<Integer, List<String>> byNumber = new TreeMap<>();
    Map<Integer, List<String>> kinds = new TreeMap<>();
    for (String column : columns) {
      Matcher matcher = NUMBERED.matcher(column);
      if (!matcher.matches()) {
        return new WideColumns(List.of(columns), false);
      }
      int number = Integer.parseInt(matcher.group(2));
      byNumber.computeIfAbsent(number, one -> new ArrayList<>()).add(column);
      kinds
          .computeIfAbsent(number, one -> new ArrayList<>())
          .add(matcher.group(1) + "#" + matcher.group(3));
    }
    boolean same = kinds.values().stream().distinct().count() == 1;
    if (!same || byNumber.size() < LEAST_STEPS) {
      return new WideColumns(List.of(columns), false);
    }
    return new WideColumns(List.copyOf(byNumber.values()), true);
  }

  /** SQL of a list with the numbers of each time step. */
  String sql(TableProfile table) {
    boolean single = steps.stream().allMatch(step -> step.size() == 1);
    List<String> parts = new ArrayList<>();
    for (List<String> step : steps) {
      List<String> numbers = step.stream().map(name -> number(name, table)).toList();
      parts.add(single ? numbers.get(0) : "array(" + String.join(", ", numbers) + ")");
    }
    StringBuilder sql = new StringBuilder("array(");
    int line = WIDTH;
    for (String part : parts) {
      if (line + part.length() + 2 > WIDTH) {
        sql.append("\n    ");
        line = 4;
      }
      sql.append(part).append(", ");
      line += part.length() + 2;
    }
    sql.setLength(sql.length() - 2);
    return sql.append("\n  )").toString().replace(", \n", ",\n");
  }

  private static String number(String column, TableProfile table) {
    String name = "`" + column.replace("`", "``") + "`";
    boolean text = table.column(column).numberText();
    return text ? "try_cast(" + name + " AS DOUBLE)" : "double(" + name + ")";
  }
}
