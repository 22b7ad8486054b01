package rondo.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.parallel.Parallel;

/** A network with random parameters, none of them zero, and what tests want to know of it. */
record NetworkRun(Network network, Loss loss, float[] parameters) {
  static final int VOCABULARY = 9;

  /** Every cell with every option that changes its equations. */
  static Stream<CellSpec> cells() {
    return Stream.of(
        CellSpec.of("rnn"),
        new CellSpec("rnn", Activation.RELU, 0, false),
        CellSpec.of("lstm"),
        new CellSpec("lstm", Activation.TANH, 1, true),
        CellSpec.of("gru"),
        new CellSpec("rnn", Activation.TANH, 0, false, true, 0),
        new CellSpec("lstm", Activation.TANH, 1, false, true, 0),
        new CellSpec("gru", Activation.TANH, 0, false, true, 0),
        new CellSpec("lstm", Activation.TANH, 1, true, false, 3),
        new CellSpec("lstm", Activation.TANH, 1, false, true, 19));
  }

  static ModelSpec spec(CellSpec cell, Integer... hidden) {
    return new ModelSpec(
        InputSpec.oneHot(VOCABULARY), cell, List.of(hidden), 0, 0, InitialState.ZERO, VOCABULARY);
  }

  static ModelSpec withDropout(ModelSpec spec, double dropout, double recurrentDropout) {
    return new ModelSpec(
        spec.input(),
        spec.cell(),
        spec.hidden(),
        dropout,
        recurrentDropout,
        InitialState.LEARNED,
        spec.outputs());
  }

  static NetworkRun of(ModelSpec spec, Kernels kernels, Parallel parallel) {
    Network network = new Network(spec, kernels, parallel);
    float[] parameters = network.layout().initialParameters(5);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (0.2 * CounterRandom.uniform(6, i) - 0.1);
    }
    Loss loss = Loss.of(LossKind.SOFTMAX_CROSS_ENTROPY, kernels, parallel);
    return new NetworkRun(network, loss, parameters);
  }

  static NetworkRun of(ModelSpec spec) {
    return of(spec, Kernels.scalar(), Parallel.single());
  }

  /** The outputs (P, outputs) of a batch, without padding. */
  float[][] outputs(Batch batch, Pass pass) {
    network.prepare(parameters);
    return unpadded(network.forward(batch, pass), batch.outputCount());
  }

  float[][] outputs(Batch batch) {
    return outputs(batch, Pass.EVALUATION);
  }

  /** The gradient of the softmax cross-entropy of a batch. */
  float[] gradient(Batch batch, Pass pass) {
    network.prepare(parameters);
    Matrix outputs = network.forward(batch, pass);
    loss.apply(outputs, batch);
    float[] gradient = new float[parameters.length];
    network.backward(batch, outputs, gradient);
    return gradient;
  }

  static float[][] unpadded(Matrix matrix, int rows) {
    float[][] values = new float[rows][];
    Arrays.setAll(
        values,
        row -> Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.width()));
    return values;
  }
}
