package rondo.spark;

import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.model.CounterRandom;
import rondo.task.ShardReader;

/**
 * Random text in shards of unequal length: shard s has {@code unit * (s + 1)} tokens, but shard 2
 * has none. State is carried from chunk to chunk, so rounds must carry it too.
 */
record TokenShards(int vocabulary, int unit) implements ShardReader {
  @Override
  public SequenceStore read(Split split, int shard, int shards) {
    int[] tokens = new int[shard == 2 ? 0 : unit * (shard + 1)];
    long key = CounterRandom.key(split.ordinal(), shard);
    for (int t = 0; t < tokens.length; t++) {
      tokens[t] = CounterRandom.below(key, t, vocabulary);
    }
    return SequenceStore.ofText(tokens);
  }

  @Override
  public Batches batches(SequenceStore store, Split split, int batch, int truncate, long seed) {
    return new Streams(store.tokens, batch, truncate);
  }

  /** The text in B parallel pieces, T time steps at a time. */
  private record Streams(int[] tokens, int streams, int steps) implements Batches {
    @Override
    public int stepsPerEpoch() {
      return tokens.length / streams / (steps + 1);
    }

    @Override
    public Batch batch(int epoch, int step) {
      int[] active = new int[steps];
      int[] inputs = new int[maxRows()];
      int[] targets = new int[maxRows()];
      for (int t = 0; t < steps; t++) {
        active[t] = streams;
        for (int b = 0; b < streams; b++) {
          int at = b * (tokens.length / streams) + step * steps + t;
          inputs[t * streams + b] = tokens[at];
          targets[t * streams + b] = tokens[at + 1];
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
