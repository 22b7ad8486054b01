package rondo.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rondo.data.LocalFileAccess;
import rondo.data.Split;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.table.TableWriter;
import rondo.table.TimeKind;

/** A table as it is staged before a task sees it. */
public final class StagedTable {
  private record Step(Split split, Object[] values) {}

  private record Sequence(Split split, Object[] values, List<Step> steps) {}

  private final TableSchema schema;
  private final List<Sequence> sequences = new ArrayList<>();

  public StagedTable(List<Field> sequence, List<Field> step) {
    this.schema = new TableSchema(List.of(), TimeKind.PLACE, sequence, step);
  }

  /** Begins a sequence; its origin is "rows:" and its number from 1 on. */
  public StagedTable sequence(Split split, Object... values) {
    sequences.add(new Sequence(split, values, new ArrayList<>()));
    return this;
  }

  /** The next time step of the sequence, in the same part. */
  public StagedTable step(Object... values) {
    return stepOf(sequences.get(sequences.size() - 1).split(), values);
  }

  /** The next time step of the sequence. */
  public StagedTable stepOf(Split split, Object... values) {
    sequences.get(sequences.size() - 1).steps().add(new Step(split, values));
    return this;
  }

  /** Writes sequence i into file i % shards. */
  public Table write(Path folder, int shards) throws IOException {
    return write(folder, shards, "rows:");
  }

  /**
   * The same, as after a query that groups rows.
   *
   * @return a table whose sequences have no origin
   */
  Table writeWithoutOrigins(Path folder, int shards) throws IOException {
    return write(folder, shards, null);
  }

  private Table write(Path folder, int shards, String origin) throws IOException {
    List<Table.Shard> files = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Path file = folder.resolve("shard-" + shard);
      try (TableWriter writer = new TableWriter(Files.newOutputStream(file), schema)) {
        for (int s = shard; s < sequences.size(); s += shards) {
          Sequence one = sequences.get(s);
          writer.sequence(
              one.split(), new String[0], origin == null ? "" : origin + (s + 1), one.values());
          for (int t = 0; t < one.steps().size(); t++) {
            writer.step(one.steps().get(t).split(), t, one.steps().get(t).values());
          }
        }
        files.add(writer.finish(file.toString()));
      }
    }
    return new Table(schema, files, new LocalFileAccess());
  }
}
