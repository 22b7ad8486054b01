package rondo.spark.init;

import java.util.LinkedHashMap;
import java.util.Map;

/** The query of a job: what is read, and columns that are added to it. */
final class Query {
  private final TableProfile table;
  private final Map<String, String> added = new LinkedHashMap<>();

  Query(TableProfile table) {
    this.table = table;
  }

  /**
   * Adds a column.
   *
   * @param name that is wanted
   * @param sql its value
   * @return the name that it has, which no other column has in any case of its letters
   */
  String add(String name, String sql) {
    String free = name;
    while (isTaken(free)) {
      free = "new_" + free;
    }
    added.put(free, sql);
    return free;
  }

  /** To SQL names are the same whatever their case is. */
  private boolean isTaken(String name) {
    return table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name))
        || added.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** SQL; null if none is needed. */
  String sql() {
    String inner = table.source().query();
    if (added.isEmpty()) {
      return inner;
    }
    StringBuilder sql = new StringBuilder("SELECT\n  *");
    added.forEach((name, value) -> sql.append(",\n  ").append(value).append(" AS ").append(name));
    return sql.append("\nFROM ")
        .append(inner == null ? "input" : "(\n" + inner.stripTrailing().indent(2) + ")")
        .append('\n')
        .toString();
  }
}
