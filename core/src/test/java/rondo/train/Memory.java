package rondo.train;

import java.util.Arrays;
import java.util.List;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;

/**
 * Ragged batches of random tokens whose target is the token before: a little task for memory, one
 * batch for each seed.
 */
record Memory(long... seeds) implements Batches {
  static final int VOCABULARY = 4;
  private static final int[] ACTIVE_ROWS = {6, 6, 6, 5, 3, 3, 1};

  static TrainSpec spec(String cell, OptimizerSpec optimizer) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of(cell),
            List.of(12),
            0,
            0,
            InitialState.ZERO,
            VOCABULARY);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        6,
        0,
        0,
        0,
        0,
        optimizer,
        ScheduleSpec.constant(),
        0);
  }

  @Override
  public int stepsPerEpoch() {
    return seeds.length;
  }

  @Override
  public Batch batch(int epoch, int step) {
    int[] tokens = new int[maxRows()];
    Arrays.setAll(tokens, row -> CounterRandom.below(seeds[step], row, VOCABULARY));
    int[] targets = new int[tokens.length];
    int row = 0;
    for (int t = 0; t < ACTIVE_ROWS.length; t++) {
      for (int b = 0; b < ACTIVE_ROWS[t]; b++, row++) {
        targets[row] = t == 0 ? 0 : tokens[row - ACTIVE_ROWS[t - 1]];
      }
    }
    return new Batch(ACTIVE_ROWS, tokens, null, 0, null, targets, null, false);
  }

  @Override
  public boolean carriesState(int step) {
    return false;
  }

  @Override
  public int maxRows() {
    return Arrays.stream(ACTIVE_ROWS).sum();
  }

  @Override
  public int maxBatchSize() {
    return ACTIVE_ROWS[0];
  }
}
