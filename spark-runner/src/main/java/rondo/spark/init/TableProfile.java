package rondo.spark.init;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rondo.table.SourceSpec;

/**
 * What a table holds.
 *
 * @param source how it is read
 * @param format that it is read as; never auto
 * @param note on how the format, the options and the query were found out; null if there is nothing
 *     to say
 * @param rows of the table
 * @param malformed lines that are none of the table
 * @param files paths
 */
record TableProfile(
    SourceSpec source,
    String format,
    String note,
    long rows,
    long malformed,
    List<String> files,
    List<ColumnProfile> columns) {
  TableProfile {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
  }

  Optional<ColumnProfile> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** A column that is there. */
  ColumnProfile column(String name) {
    return find(name).orElseThrow();
  }

  /** All names, for messages. */
  String names() {
    return columns.stream().map(ColumnProfile::name).collect(Collectors.joining(", "));
  }
}
