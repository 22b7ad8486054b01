package rondo.spark.init;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Part of all lines that lack something, at most: a value of a column, or all of them.
   *
   * @param used columns that are used
   * @param sequences whether each row is a sequence, which lists and texts without elements make an
   *     empty one
   */
  double lacking(Collection<String> used, boolean sequences) {
    long lacking = malformed;
    for (String name : Set.copyOf(used)) {
      ColumnProfile column = column(name);
      lacking += rows - column.present() + (sequences ? column.empty() : 0);
    }
    return Math.min(1, (double) lacking / (rows + malformed));
  }

  /** All names, for messages. */
  String names() {
    return columns.stream().map(ColumnProfile::name).collect(Collectors.joining(", "));
  }
}
