package rondo.float64.network;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.CounterRandom;
import rondo.float64.model.HeadSpec;
import rondo.float64.model.InputSpec;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/** The gradient of a conditional random field, its own parameters and those below it. */
class TestCrfGradient {
  private static final int CLASSES = 4;
  private static final int[] RAGGED = {4, 4, 3, 1, 1}; // lengths 5, 3, 3, 2
  private static final InputSpec INPUT = InputSpec.oneHot(5);
  private static final ModelSpec SPEC =
      new ModelSpec(
          INPUT,
          CellSpec.of("lstm"),
          List.of(5, 3),
          0,
          0,
          InitialState.ZERO,
          false,
          new HeadSpec(CLASSES, 0, HeadSpec.Pooling.LAST, false, true));

  @Test
  void ofRaggedSequences() {
    check(new RandomBatch(INPUT, LossKind.SOFTMAX_CROSS_ENTROPY, CLASSES, false).fresh(2, RAGGED));
  }

  @Test
  void ofTheLastTwoTimeStepsOfEachSequence() {
    int[] tokens = new int[13];
    Arrays.setAll(tokens, i -> CounterRandom.below(3, i, 5));
    int[] rows = {3, 5, 6, 7, 9, 10, 11, 12};
    int[] classes = new int[rows.length];
    Arrays.setAll(classes, i -> CounterRandom.below(4, i, CLASSES));
    check(new Batch(RAGGED, tokens, null, 0, rows, classes, null, false));
  }

  private static void check(Batch batch) {
    new GradientCheck(SPEC, LossKind.SOFTMAX_CROSS_ENTROPY, 8, 1e-5)
        .check(batch, Pass.EVALUATION, null);
  }
}
