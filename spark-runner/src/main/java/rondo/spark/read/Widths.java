package rondo.spark.read;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.Field;
import rondo.table.ValueType;

/** How many numbers the values of a column have: as many as most of them, the fewest of equals. */
final class Widths {
  private Widths() {}

  /**
   * The same columns with their widths; a pass over the input if there are such columns.
   *
   * @throws RondoException CONFIG if a value is too wide for a table
   */
  static List<Wanted> measured(Input input, List<Wanted> wanted) {
    List<Column> sizes = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      if (one.type() == ValueType.NUMBERS) {
        Column raw = Projection.named(one.column());
        sizes.add(size(one.listed() ? get(raw, lit(0)) : raw).as("w" + i));
        places.add(i);
      }
    }
    if (sizes.isEmpty()) {
      return wanted;
    }
    Column[] names = places.stream().map(i -> col("w" + i)).toArray(Column[]::new);
    List<Row> rows =
        input.rows().select(sizes.toArray(Column[]::new)).groupBy(names).count().collectAsList();
    List<Wanted> measured = new ArrayList<>(wanted);
    for (int i = 0; i < places.size(); i++) {
      Map<Integer, Long> counts = new TreeMap<>();
      for (Row row : rows) {
        if (!row.isNullAt(i) && row.getInt(i) > 0) {
          counts.merge(row.getInt(i), row.getLong(places.size()), Long::sum);
        }
      }
      Wanted one = wanted.get(places.get(i));
      measured.set(places.get(i), one.withWidth(width(one, counts)));
    }
    return measured;
  }

  private static int width(Wanted one, Map<Integer, Long> counts) {
    int width = 1;
    long most = 0;
    for (Map.Entry<Integer, Long> count : counts.entrySet()) {
      if (count.getValue() > most) {
        most = count.getValue();
        width = count.getKey();
      }
    }
    if (width > Field.MAX_WIDTH) {
      throw new RondoException(
          ExitCode.CONFIG,
          "Column "
              + one.column()
              + ": got "
              + width
              + " numbers a value, expected at most "
              + Field.MAX_WIDTH
              + "; if its numbers are time steps, leave out data.time or per-sequence");
    }
    return width;
  }
}
