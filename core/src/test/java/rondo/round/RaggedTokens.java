package rondo.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.model.CounterRandom;

/** Random token sequences of unequal length, all in one batch: the next token is the target. */
public final class RaggedTokens implements Batches {
  private final List<int[]> sequences;

  public RaggedTokens(List<int[]> sequences) {
    this.sequences = new ArrayList<>(sequences);
    this.sequences.sort(Comparator.comparingInt((int[] s) -> s.length).reversed());
  }

  /** {@code count} sequences of 1 to {@code longest} steps over {@code vocabulary} tokens. */
  public static List<int[]> random(int count, int longest, int vocabulary, long seed) {
    List<int[]> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      long key = CounterRandom.key(seed, s);
      int[] tokens = new int[2 + CounterRandom.below(key, 0, longest)];
      for (int t = 0; t < tokens.length; t++) {
        tokens[t] = CounterRandom.below(key, t + 1, vocabulary);
      }
      all.add(tokens);
    }
    return all;
  }

  @Override
  public int stepsPerEpoch() {
    return sequences.isEmpty() ? 0 : 1;
  }

  @Override
  public Batch batch(int epoch, int step) {
    int longest = sequences.get(0).length - 1;
    int[] active = new int[longest];
    for (int[] sequence : sequences) {
      for (int t = 0; t < sequence.length - 1; t++) {
        active[t]++;
      }
    }
    int[] tokens = new int[maxRows()];
    int[] targets = new int[maxRows()];
    int row = 0;
    for (int t = 0; t < longest; t++) {
      for (int b = 0; b < active[t]; b++, row++) {
        tokens[row] = sequences.get(b)[t];
        targets[row] = sequences.get(b)[t + 1];
      }
    }
    return new Batch(active, tokens, null, 0, null, targets, null, false);
  }

  @Override
  public boolean carriesState(int step) {
    return false;
  }

  @Override
  public int maxRows() {
    return sequences.stream().mapToInt(sequence -> sequence.length - 1).sum();
  }

  @Override
  public int maxBatchSize() {
    return sequences.size();
  }
}
