package rondo.spark.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import rondo.spark.io.TemporaryFolder;
import rondo.table.Table;

/**
 * A table in files of its own, one a shard, until it is closed.
 *
 * <p>Thread use: one thread; the {@link #table} may be read by any number, on every machine that
 * sees the folder.
 */
public final class StagedTable implements AutoCloseable {
  private final Table table;
  private final TemporaryFolder folder;
  private final List<StagedShard> shards;
  private final BadRecords bad;
  private final TableStager.Plan plan;

  StagedTable(
      Table table,
      TemporaryFolder folder,
      List<StagedShard> shards,
      BadRecords bad,
      TableStager.Plan plan) {
    this.table = table;
    this.plan = plan;
    this.folder = folder;
    this.shards = List.copyOf(shards);
    this.bad = bad;
  }

  /** What tasks read. */
  public Table table() {
    return table;
  }

  /** The key columns as the source has them; the table holds their values as text. */
  public StructType keys() {
    return plan.keys();
  }

  /** As what the columns were read. */
  public ColumnTypes types() {
    return plan.types();
  }

  /** Rows that were read, those that were left out among them. */
  public long records() {
    return bad.records();
  }

  /** Rows that were left out. */
  public long badRecords() {
    return bad.bad();
  }

  /** Rows that were left out, by the reason; reasons that there are. */
  public Map<String, Long> badByKind() {
    return bad.byKind();
  }

  /** Rows that were left out, of how many and why, in a line. */
  public String describeBad() {
    return bad.describe();
  }

  /** Path of the folder that it is in. */
  public String folder() {
    return folder.folder().path();
  }

  /** Whether there is something for {@link #writeRejected}. */
  public boolean hasRejected() {
    return shards.stream().anyMatch(shard -> shard.rejected() != null);
  }

  /**
   * Writes what was left out as JSON, one object a line: reason, column, file, row as far as it is
   * known, and the record. In an order that does not depend on the machine.
   */
  public void writeRejected(OutputStream out) throws IOException {
    for (StagedShard shard : shards) {
      if (shard.rejected() != null) {
        try (InputStream in = folder.folder().open(shard.rejected())) {
          in.transferTo(out);
        }
      }
    }
  }

  /** Deletes the files, as the end of the JVM does if this comes later. */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
