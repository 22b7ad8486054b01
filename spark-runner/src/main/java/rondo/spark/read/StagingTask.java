package rondo.spark.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import rondo.spark.io.SharedFolder;
import rondo.table.Table;
import rondo.table.TableWriter;

/**
 * Writes one shard: the rows of a partition, which come sorted by their hash, to a file whose name
 * no other attempt has.
 */
final class StagingTask
    implements Function2<Integer, Iterator<InternalRow>, Iterator<StagedShard>> {
  private static final long serialVersionUID = 1L;

  private final Layout layout;
  private final StructType type;
  private final SortLimits limits;
  private final SharedFolder folder;
  private final boolean keepRejected;

  /**
   * @param type of the rows
   * @param keepRejected whether what is left out is written down
   */
  StagingTask(
      Layout layout,
      StructType type,
      SortLimits limits,
      SharedFolder folder,
      boolean keepRejected) {
    this.layout = layout;
    this.type = type;
    this.limits = limits;
    this.folder = folder;
    this.keepRejected = keepRejected;
  }

  @Override
  public Iterator<StagedShard> call(Integer shard, Iterator<InternalRow> rows) throws IOException {
    folder.require();
    long attempt = TaskContext.get().taskAttemptId(); // of all tasks of this application
    String name = String.format("shard-%05d-%d", shard, attempt);
    try {
      return List.of(write(name, new SequenceSort(rows, layout, type, limits.sequenceBytes())))
          .iterator();
    } catch (IOException | RuntimeException | Error e) {
      folder.deleteQuietly(name, e);
      folder.deleteQuietly(rejected(name), e);
      throw e;
    }
  }

  private StagedShard write(String name, Iterator<UnsafeRow> rows) throws IOException {
    Rejects.Lines lines = keepRejected ? () -> folder.create(rejected(name)) : null;
    try (TableWriter writer = new TableWriter(folder.create(name), layout.schema());
        Rejects rejects = new Rejects(layout, lines)) {
      long records = layout.source().stepRows() ? steps(rows, writer, rejects) : 0;
      if (!layout.source().stepRows()) {
        SequenceRows sequences = new SequenceRows(layout, writer, rejects);
        sequences.write(rows);
        records = sequences.records();
      }
      Table.Shard shard = writer.finish(folder.pathOf(name));
      return new StagedShard(
          shard,
          rejects.hasLines() ? rejected(name) : null,
          records,
          rejects.counts(),
          rejects.first());
    }
  }

  private long steps(Iterator<UnsafeRow> rows, TableWriter writer, Rejects rejects)
      throws IOException {
    Path local = SparkEnv.get().blockManager().diskBlockManager().localDirs()[0].toPath();
    try (StepRows steps = new StepRows(layout, type.length(), writer, rejects, local)) {
      steps.write(rows);
      return steps.records();
    }
  }

  private static String rejected(String name) {
    return name + ".rejected";
  }
}
