package rondo.task;

import java.io.IOException;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.data.WindowBatches;
import rondo.data.WindowLayout;
import rondo.data.WindowOrder;
import rondo.table.Table;
import rondo.table.TableReader;

/**
 * Shards of series of a staged table, packed once, whatever windows share. Training takes windows a
 * stride apart in random order; evaluation takes each one that there is.
 *
 * @param name of the task
 */
record SeriesReader(String name, Table table, ForecastSpec spec, SeriesInputs inputs)
    implements ShardReader {
  @Override
  public SequenceLayout layout() {
    return inputs.packed(inputs.layout(spec));
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    WindowLayout layout = inputs.layout(spec);
    SeriesEncoder encoder = new SeriesEncoder(table.schema(), spec, inputs, layout);
    SeriesSegments segments =
        new SeriesSegments(layout.context(), layout.stored(), layout.tokens(), sink);
    for (int file = shard; file < table.shards().size(); file += shards) {
      try (TableReader reader = table.open(file)) {
        while (reader.nextSequence()) {
          while (reader.nextStep()) {
            encoder.step(reader);
            segments.step(reader.split() == split, encoder.values, encoder.tokens);
          }
          segments.endSeries();
        }
      }
    }
  }

  @Override
  public Batches batches(Sequences series, Split split, int batch, int truncate, long seed) {
    ForecastChecks.requireWhole(name, truncate);
    boolean learned = split == Split.TRAIN;
    return new WindowBatches(
        series,
        inputs.layout(spec),
        learned ? spec.windows().stride() : 1,
        batch,
        learned ? new ShuffledWindows(seed) : WindowOrder.STORED);
  }
}
