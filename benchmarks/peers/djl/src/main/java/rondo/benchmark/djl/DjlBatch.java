package rondo.benchmark.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import rondo.benchmark.peers.Workload;

/**
 * The data of a workload as native arrays. DJL has no packed sequences: where lengths are unequal,
 * the recurrent layers compute on padding, and the outputs at real time steps are picked.
 */
final class DjlBatch {
  private final NDArray inputs; // (T, B) or (T, B, inputs)
  private final NDArray rows; // (time steps): places in (T, B); null if it has no padding
  private final NDArray targets; // (time steps, 1)

  DjlBatch(NDManager manager, Workload workload) {
    int batch = workload.batch();
    int steps = workload.steps();
    int width = workload.tokens() ? 1 : workload.inputs();
    float[] features = new float[steps * batch * width];
    long[] tokens = new long[steps * batch];
    long[] places = new long[workload.timeSteps()];
    long[] classes = new long[workload.timeSteps()];
    int row = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch && workload.lengths().get(b) > t; b++, row++) {
        int place = t * batch + b;
        places[row] = place;
        classes[row] = workload.target(b, t);
        tokens[place] = workload.token(b, t);
        for (int input = 0; input < width; input++) {
          features[place * width + input] = workload.feature(b, t, input);
        }
      }
    }
    this.inputs =
        workload.tokens()
            ? manager.create(tokens, new Shape(steps, batch))
            : manager.create(features, new Shape(steps, batch, width));
    this.rows = workload.ragged() ? manager.create(places) : null;
    this.targets = manager.create(classes, new Shape(classes.length, 1));
  }

  /** Views that belong to {@code scope}, so that what is computed from them is freed with it. */
  NDArray inputs(NDManager scope) {
    return view(inputs, scope);
  }

  NDArray rows(NDManager scope) {
    return rows == null ? null : view(rows, scope);
  }

  NDArray targets(NDManager scope) {
    return view(targets, scope);
  }

  private static NDArray view(NDArray array, NDManager scope) {
    NDArray view = array.reshape(array.getShape());
    view.attach(scope);
    return view;
  }
}
