package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import rondo.data.Batches;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.Values;

/**
 * Shards of a staged table. Each of them is one file of it, or, of another number of shards, a
 * stretch of files.
 */
abstract class TableShards implements ShardReader {
  private static final long serialVersionUID = 1L;

  private final String task;
  private final Table table;
  private final boolean steps;
  private final boolean byTime;
  private final long[][] skipped; // (files), ascending
  private final transient List<String> rejected; // null on executors, where nobody asks

  /**
   * @param task its name, for messages
   * @param question what was asked of the table
   * @param survey what came out
   */
  TableShards(String task, TableSurvey.Question question, TableSurvey survey) {
    this.task = task;
    this.table = question.table();
    this.steps = question.features() == null;
    this.byTime = question.byTime();
    this.skipped = survey.skipped();
    this.rejected = survey.bad().lines();
  }

  /** Of a table whose rows are sequences, all of which can be used. */
  TableShards(String task, Table table) {
    this.task = task;
    this.table = table;
    this.steps = false;
    this.byTime = false;
    this.skipped = new long[table.shards().size()][0];
    this.rejected = List.of();
  }

  @Override
  public List<String> rejected() {
    return rejected == null ? List.of() : rejected;
  }

  /** What encodes the sequences of one split; {@link TableWalk} hands it those of all of them. */
  abstract TableWalk.Visitor encoder(Table from, SequenceSink sink);

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    long files = table.shards().size();
    int end = (int) (files * (shard + 1) / shards);
    TableWalk.Visitor encoder = encoder(table, sink);
    for (int file = (int) (files * shard / shards); file < end; file++) {
      try (TableReader reader = table.open(file)) {
        new TableWalk(reader, new OfSplit(encoder, split, skipped[file]), steps, byTime).run();
      }
    }
  }

  @Override
  public Batches batches(Sequences sequences, Split split, int batch, int truncate, long order) {
    GeneratedReader.requireWhole(task, truncate);
    EpochOrder epochs = split == Split.TRAIN ? new ShuffledOrder(order) : EpochOrder.STORED;
    return new ExampleBatches(sequences, batch, epochs);
  }

  /** Sees the sequences of one split that can be used. */
  private record OfSplit(TableWalk.Visitor visitor, Split wanted, long[] skipped)
      implements TableWalk.Visitor {
    @Override
    public boolean begin(long id, Split split, TableReader reader) throws IOException {
      return split == wanted
          && Arrays.binarySearch(skipped, id) < 0
          && visitor.begin(id, split, reader);
    }

    @Override
    public void step(Values sequence, Values step) throws IOException {
      visitor.step(sequence, step);
    }

    @Override
    public void end(Values sequence) throws IOException {
      visitor.end(sequence);
    }
  }
}
