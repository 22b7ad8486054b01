package rondo.train;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.loss.Loss;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;

/**
 * Records a {@link GradientFlow}: takes the loss at the last time step of each sequence alone, or
 * that of whole sequences where there are no outputs at time steps, sends it back, and looks at
 * dLoss/dh on its way. In a layer of two halves h is that of both.
 */
public final class GradientFlowProbe {
  private GradientFlowProbe() {}

  /**
   * The gradient flow over the sequences of {@code batch} that start fresh or are carried on alike.
   *
   * @param gradient scratch, as long as the parameters; overwritten
   */
  public static GradientFlow record(
      Network network, Loss loss, float[] parameters, Batch batch, float[] gradient) {
    network.prepare(parameters);
    Arrays.fill(gradient, 0);
    Batch last = network.hasStepOutputs() ? batch.lastOutputsOnly() : batch;
    Matrix outputs = network.forward(last, Pass.EVALUATION);
    if (network.hasStepOutputs()) {
      loss.apply(outputs, last);
      network.backward(last, outputs, gradient);
    } else {
      Matrix sequences = network.sequenceOutputs(last);
      loss.forSequences().apply(sequences, last.sequenceTargets());
      network.backward(last, null, sequences, gradient);
    }
    double[][] norms = new double[network.layers()][];
    for (int layer = 0; layer < norms.length; layer++) {
      norms[layer] = norms(network.hiddenGradient(layer, last), last);
    }
    return new GradientFlow(norms);
  }

  private static double[] norms(Matrix dHidden, Batch batch) {
    double[] sums = new double[batch.timeSteps()];
    int[] counts = new int[batch.timeSteps()];
    for (int t = 0; t < batch.timeSteps(); t++) {
      for (int b = 0; b < batch.activeRows(t); b++) {
        int distance = batch.length(b) - 1 - t;
        sums[distance] += norm(dHidden, batch.rowOffset(t) + b);
        counts[distance]++;
      }
    }
    for (int distance = 0; distance < sums.length; distance++) {
      sums[distance] /= Math.max(1, counts[distance]);
    }
    return sums;
  }

  private static double norm(Matrix matrix, int row) {
    double square = 0;
    for (int unit = 0; unit < matrix.width(); unit++) {
      double value = matrix.data()[matrix.at(row) + unit];
      square += value * value;
    }
    return Math.sqrt(square);
  }
}
