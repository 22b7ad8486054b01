package rondo.network;

import java.util.Arrays;
import java.util.List;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.HeadSpec;
import rondo.model.HeadSpec.Pooling;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.parallel.Parallel;

/** Networks with outputs at time steps and of whole sequences, and batches with both targets. */
final class WholeSequences {
  static final int OUTPUTS = 3; // of a sequence

  private WholeSequences() {}

  static ModelSpec spec(Pooling pooling, boolean bidirectional, double dropout, Integer... hidden) {
    return new ModelSpec(
        InputSpec.embedding(NetworkRun.VOCABULARY, 18),
        CellSpec.of("lstm"),
        List.of(hidden),
        dropout,
        dropout,
        InitialState.LEARNED,
        bidirectional,
        new HeadSpec(NetworkRun.VOCABULARY, OUTPUTS, pooling, false, false));
  }

  /** All of these sequences, with a class each. */
  static Batch batch(Sequences sequences) {
    Batch all = sequences.all();
    int[] active = new int[all.timeSteps()];
    Arrays.setAll(active, all::activeRows);
    int[] classes = new int[all.batchSize()];
    Arrays.setAll(classes, b -> CounterRandom.below(77, b, OUTPUTS));
    return new Batch(
        active, all.tokens, 1, null, 0, null, all.targetClasses, null, classes, null, false);
  }

  /** What a network gives and takes back: outputs of steps, of sequences, gradient. */
  static float[][] run(ModelSpec spec, Batch batch, Pass pass, Kernels kernels, Parallel parallel) {
    NetworkRun run = NetworkRun.of(spec, kernels, parallel);
    Network network = run.network();
    network.prepare(run.parameters());
    Loss loss = Loss.of(LossKind.SOFTMAX_CROSS_ENTROPY, kernels, parallel);
    float[][][] outputs = new float[2][][];
    float[] gradient = new float[run.parameters().length];
    network.gradient(
        batch,
        pass,
        0,
        (steps, first, rows) -> {
          outputs[0] = NetworkRun.unpadded(steps, rows);
          loss.apply(steps, batch, first, rows);
        },
        (sequences, first, rows) -> {
          outputs[1] = NetworkRun.unpadded(sequences, rows);
          loss.apply(sequences, batch.sequenceTargets(), first, rows);
        },
        gradient);
    return new float[][] {flat(outputs[0]), flat(outputs[1]), gradient};
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
    }
    return flat;
  }
}
