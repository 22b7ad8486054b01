package rondo.benchmark.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.recurrent.RNN;
import java.util.ArrayList;
import java.util.List;
import rondo.benchmark.peers.Workload;

/** Embedding (for tokens), stacked recurrent layers, linear outputs: torch_peer.py in Java. */
final class DjlNetwork {
  private final NDManager manager;
  private final Workload workload;
  private final List<NDArray> parameters = new ArrayList<>();
  private final NDArray embedding; // (classes, inputs), null for real inputs
  private final NDList recurrent = new NDList(); // W_x, W_h, b_x, b_h of each layer
  private final NDArray headWeights; // (classes, hidden)
  private final NDArray headBias; // (classes)

  DjlNetwork(NDManager manager, Workload workload) {
    this.manager = manager;
    this.workload = workload;
    int hidden = workload.hidden();
    int classes = workload.classes();
    this.embedding = workload.tokens() ? parameter(0.1, classes, workload.inputs()) : null;
    double limit = 1 / Math.sqrt(hidden);
    long columns = (long) workload.gates() * hidden;
    for (int layer = 0; layer < workload.layers(); layer++) {
      recurrent.add(parameter(limit, columns, layer == 0 ? workload.inputs() : hidden));
      recurrent.add(parameter(limit, columns, hidden));
      recurrent.add(parameter(limit, columns));
      recurrent.add(parameter(limit, columns));
    }
    this.headWeights = parameter(limit, classes, hidden);
    this.headBias = parameter(limit, classes);
  }

  private NDArray parameter(double limit, long... shape) {
    NDArray array = manager.randomUniform((float) -limit, (float) limit, new Shape(shape));
    array.setRequiresGradient(workload.training());
    parameters.add(array);
    return array;
  }

  List<NDArray> parameters() {
    return parameters;
  }

  /**
   * Outputs (rows, classes) of inputs (T, B) or (T, B, inputs).
   *
   * @param scope that owns the inputs, and with them all that is computed here
   * @param rows of (T, B) to compute outputs of, by index; null for all
   */
  NDArray outputs(NDManager scope, NDArray inputs, NDArray rows) {
    NDArray entering = inputs;
    if (embedding != null) {
      entering =
          inputs.getNDArrayInternal().embedding(inputs, embedding, SparseFormat.DENSE).head();
    }
    int hidden = workload.hidden();
    NDArray zeros = scope.zeros(new Shape(workload.layers(), workload.batch(), hidden));
    boolean training = workload.training();
    int layers = workload.layers();
    NDList result =
        workload.cell().equals("lstm")
            ? entering
                .getNDArrayInternal()
                .lstm(
                    entering,
                    new NDList(zeros, zeros),
                    recurrent,
                    true,
                    layers,
                    0,
                    training,
                    false,
                    false)
            : entering
                .getNDArrayInternal()
                .rnn(
                    entering,
                    zeros,
                    recurrent,
                    true,
                    layers,
                    RNN.Activation.TANH,
                    0,
                    training,
                    false,
                    false);
    NDArray states = result.head().reshape(-1, hidden);
    if (rows != null) {
      states = states.get(rows);
    }
    return states.getNDArrayInternal().linear(states, headWeights, headBias).head();
  }
}
