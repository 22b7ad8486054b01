package rondo.spark.shard;

import java.io.IOException;
import java.util.Arrays;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.model.CounterRandom;
import rondo.task.ShardReader;

/**
 * Random text in shards of unequal length: shard s has {@code unit * (s + 1)} tokens, but shard 2
 * has none. State is carried from chunk to chunk, so rounds must carry it too.
 */
record TokenShards(int vocabulary, int unit) implements ShardReader {
  @Override
  public SequenceLayout layout() {
    return SequenceLayout.text(vocabulary);
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    int[] tokens = new int[shard == 2 ? 0 : unit * (shard + 1)];
    long key = CounterRandom.key(split.ordinal(), shard);
    for (int t = 0; t < tokens.length; t++) {
      tokens[t] = CounterRandom.below(key, t, vocabulary);
    }
    sink.add(SequenceStore.ofText(tokens));
  }

  @Override
  public Batches batches(Sequences text, Split split, int batch, int truncate, long seed) {
    return new Streams(text, batch, truncate);
  }

  /** The text in B parallel pieces, T time steps at a time. */
  private record Streams(Sequences text, int streams, int steps) implements Batches {
    @Override
    public int stepsPerEpoch() {
      return length() / (steps + 1);
    }

    private int length() {
      return (int) text.timeSteps() / streams;
    }

    @Override
    public Batch batch(int epoch, int step) {
      int[] active = new int[steps];
      int[] inputs = new int[maxRows()];
      int[] targets = new int[maxRows()];
      int[] stream = new int[steps + 1];
      Arrays.fill(active, streams);
      for (int b = 0; b < streams; b++) {
        text.tokens((long) b * length() + (long) step * steps, steps + 1, stream);
        for (int t = 0; t < steps; t++) {
          inputs[t * streams + b] = stream[t];
          targets[t * streams + b] = stream[t + 1];
        }
      }
      return new Batch(active, inputs, null, 0, null, targets, null, carriesState(step));
    }

    @Override
    public boolean carriesState(int step) {
      return step > 0;
    }

    @Override
    public int maxRows() {
      return streams * steps;
    }

    @Override
    public int maxBatchSize() {
      return streams;
    }
  }
}
