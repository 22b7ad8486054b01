package rondo.float64.network;

import java.util.Arrays;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CounterRandom;

/** Batches with targets of whole sequences: a function of a seed. */
final class SequenceTargets {
  private SequenceTargets() {}

  /**
   * The same batch with targets of its sequences.
   *
   * @param outputs of a sequence
   */
  static Batch add(Batch batch, LossKind loss, int outputs, long seed) {
    int[] active = new int[batch.timeSteps()];
    Arrays.setAll(active, batch::activeRows);
    int[] classes = null;
    double[] values = null;
    if (loss == LossKind.SOFTMAX_CROSS_ENTROPY) {
      classes = new int[batch.batchSize()];
      Arrays.setAll(classes, b -> CounterRandom.below(seed, b, outputs));
    } else {
      values = RandomBatch.uniform(seed, batch.batchSize() * outputs);
      for (int i = 0; i < values.length && loss == LossKind.SIGMOID_CROSS_ENTROPY; i++) {
        values[i] = values[i] > 0 ? 1 : 0;
      }
    }
    return new Batch(
        active,
        batch.tokens,
        batch.tokenColumns,
        batch.features,
        batch.featureSize,
        batch.outputRows,
        batch.targetClasses,
        batch.targetValues,
        classes,
        values,
        batch.carriesState);
  }
}
