package rondo.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import rondo.data.Batch;
import rondo.data.ExampleBatches;
import rondo.data.SequenceStore;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/** The main class of a JVM of its own: trains each cell for 50 steps and prints what came out. */
final class FiftySteps {
  private static final int STEPS = 50;
  private static final int VOCABULARY = 37;
  private static final int CLASSES = 5;

  private FiftySteps() {}

  /** Prints the kernels, then a line for each cell: its kind and the SHA-256 of its parameters. */
  public static void main(String[] arguments) throws Exception {
    Kernels kernels = KernelProvider.choice().kernels();
    System.out.println("kernels " + kernels.name());
    List<CellSpec> cells =
        List.of(
            CellSpec.of("rnn"),
            CellSpec.of("gru"),
            CellSpec.of("lstm"),
            new CellSpec("lstm", CellSpec.of("lstm").activation(), 1, true));
    for (CellSpec cell : cells) {
      System.out.println(
          cell.kind()
              + (cell.peepholes() ? " with peepholes " : " ")
              + train(spec(cell, false, HeadSpec.steps(VOCABULARY)), kernels));
    }
    HeadSpec both = new HeadSpec(VOCABULARY, CLASSES, HeadSpec.Pooling.ATTENTION, false, false);
    System.out.println(
        "both directions and outputs " + train(spec(CellSpec.of("lstm"), true, both), kernels));
    System.exit(0);
  }

  private static String train(TrainSpec spec, Kernels kernels) throws Exception {
    ExampleBatches batches = new ExampleBatches(sequences(), spec.batch(), FiftySteps::order);
    float[] parameters = Networks.layout(spec.model()).initialParameters(spec.seed());
    try (Parallel parallel = Parallel.of(2)) {
      TrainStep step = new TrainStep(spec, kernels, parallel);
      float[][] moments = new float[step.moments()][parameters.length];
      for (int t = 1; t <= STEPS; t++) {
        Batch batch = classified(batches.batch(t, t % batches.stepsPerEpoch()));
        step.update(
            step.gradient(batch, Pass.training(t), parameters), parameters, moments, t, 5e-3);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length);
    bytes.asFloatBuffer().put(parameters);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  /** Two layers of sizes that fill no vector, with dropout everywhere and a gradient to clip. */
  private static TrainSpec spec(CellSpec cell, boolean bidirectional, HeadSpec head) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.embedding(VOCABULARY, 19),
            cell,
            List.of(36, 21),
            0.1,
            0.1,
            ModelSpec.InitialState.LEARNED,
            bidirectional,
            head);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        13,
        0,
        0,
        0.1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 5e-3),
        ScheduleSpec.constant(),
        3);
  }

  /** The same batch with a class for each sequence. */
  private static Batch classified(Batch batch) {
    int[] active = new int[batch.timeSteps()];
    Arrays.setAll(active, batch::activeRows);
    int[] classes = new int[batch.batchSize()];
    Arrays.setAll(classes, b -> batch.tokens[b] % CLASSES);
    return new Batch(
        active, batch.tokens, 1, null, 0, null, batch.targetClasses, null, classes, null, false);
  }

  /** Another order of the same examples each epoch. */
  private static int[] order(int epoch, int size) {
    return IntStream.range(0, size).map(i -> (7 * i + epoch) % size).toArray();
  }

  /** Random tokens in sequences of 1 to 30 steps; the target of a token is the one after it. */
  private static SequenceStore sequences() {
    int count = 40;
    int[] offsets = new int[count + 1];
    for (int s = 0; s < count; s++) {
      offsets[s + 1] = offsets[s] + 1 + CounterRandom.below(7, s, 30);
    }
    int[] tokens = new int[offsets[count]];
    int[] targets = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = CounterRandom.below(8, i, VOCABULARY);
      targets[i] = CounterRandom.below(8, i + 1L, VOCABULARY);
    }
    return new SequenceStore(offsets, tokens, null, 0, targets, null, 0, false);
  }
}
