package rondo.float64.network;

import java.util.Arrays;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CounterRandom;
import rondo.float64.model.InputSpec;
import rondo.float64.model.InputSpec.TokenColumn;

/**
 * Small ragged batches with inputs and targets that are a function of a seed.
 *
 * @param outputs size of an output row
 * @param lastOnly outputs at the last time step of each sequence alone
 */
record RandomBatch(InputSpec input, LossKind loss, int outputs, boolean lastOnly) {
  /** A batch that starts fresh. */
  Batch fresh(long seed, int... activeRows) {
    return build(seed, false, activeRows);
  }

  /** A batch that starts where the one before it ended. */
  Batch carried(long seed, int... activeRows) {
    return build(seed, true, activeRows);
  }

  private Batch build(long seed, boolean carried, int[] activeRows) {
    int rows = Arrays.stream(activeRows).sum();
    boolean classes = loss == LossKind.SOFTMAX_CROSS_ENTROPY;
    int[] outputRows = lastOnly ? lastRows(activeRows) : null;
    int count = lastOnly ? outputRows.length : rows;
    int[] tokenKinds = tokenKinds();
    int features =
        switch (input.kind()) {
          case ONE_HOT, EMBEDDING -> 0;
          case DENSE, MIXED -> input.size();
        };
    return new Batch(
        activeRows,
        tokenKinds.length == 0 ? null : tokens(seed, rows, tokenKinds),
        tokenKinds.length,
        features == 0 ? null : uniform(seed, rows * features),
        features,
        outputRows,
        classes ? below(seed + 1, count, outputs) : null,
        classes ? null : targets(seed + 1, count * outputs),
        null,
        null,
        carried);
  }

  /** Different tokens of each column. */
  private int[] tokenKinds() {
    return switch (input.kind()) {
      case ONE_HOT, EMBEDDING -> new int[] {input.size()};
      case DENSE -> new int[0];
      case MIXED -> input.columns().stream().mapToInt(TokenColumn::tokens).toArray();
    };
  }

  private static int[] tokens(long seed, int rows, int[] kinds) {
    int[] values = new int[rows * kinds.length];
    Arrays.setAll(values, i -> CounterRandom.below(seed, i, kinds[i % kinds.length]));
    return values;
  }

  private double[] targets(long seed, int size) {
    double[] values = uniform(seed, size);
    if (loss == LossKind.SIGMOID_CROSS_ENTROPY) {
      Arrays.setAll(values, i -> values[i] > 0 ? 1 : 0);
    }
    return values;
  }

  private static int[] lastRows(int[] activeRows) {
    int[] rows = new int[activeRows[0]];
    int found = 0;
    int offset = 0;
    for (int t = 0; t < activeRows.length; t++) {
      int running = t + 1 < activeRows.length ? activeRows[t + 1] : 0;
      for (int b = running; b < activeRows[t]; b++) {
        rows[found++] = offset + b;
      }
      offset += activeRows[t];
    }
    return rows;
  }

  private static int[] below(long seed, int size, int bound) {
    int[] values = new int[size];
    Arrays.setAll(values, i -> CounterRandom.below(seed, i, bound));
    return values;
  }

  /** Uniform in [-1, 1). */
  static double[] uniform(long seed, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> 2 * CounterRandom.uniform(seed, i) - 1);
    return values;
  }
}
