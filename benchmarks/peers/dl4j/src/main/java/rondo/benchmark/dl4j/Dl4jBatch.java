package rondo.benchmark.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rondo.benchmark.peers.Workload;

/**
 * The data of a workload in DL4J's layout, sequences first and time last. Unequal lengths are told
 * by a mask: DL4J computes on padding.
 */
final class Dl4jBatch {
  private final INDArray inputs; // (B, T) or (B, inputs, T)
  private final INDArray labels; // (B, 1, T)
  private final INDArray mask; // (B, T), null where all lengths are equal

  Dl4jBatch(Workload workload) {
    int batch = workload.batch();
    int steps = workload.steps();
    int width = workload.tokens() ? 1 : workload.inputs();
    float[] entering = new float[batch * width * steps];
    float[] targets = new float[batch * steps];
    float[] there = new float[batch * steps];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < workload.lengths().get(b); t++) {
        targets[b * steps + t] = workload.target(b, t);
        there[b * steps + t] = 1;
        for (int input = 0; input < width; input++) {
          entering[(b * width + input) * steps + t] =
              workload.tokens() ? workload.token(b, t) : workload.feature(b, t, input);
        }
      }
    }
    this.inputs =
        workload.tokens() ? array(entering, batch, steps) : array(entering, batch, width, steps);
    this.labels = array(targets, batch, 1, steps);
    this.mask = workload.ragged() ? array(there, batch, steps) : null;
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(DataType.FLOAT);
  }

  INDArray inputs() {
    return inputs;
  }

  INDArray labels() {
    return labels;
  }

  INDArray mask() {
    return mask;
  }
}
