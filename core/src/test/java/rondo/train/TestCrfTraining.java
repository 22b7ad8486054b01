package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/** A conditional random field in training and evaluation. */
class TestCrfTraining {
  private static final ModelSpec PLAIN = model(false);
  private static final ModelSpec CRF = model(true);
  private static final LossSpec SOFTMAX = LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY);

  // The inputs tell nothing: the classes alternate, from the first one on. Lengths 4 and 3.
  private static final Batch ALTERNATING =
      new Batch(
          new int[] {2, 2, 2, 1},
          new int[7],
          null,
          0,
          null,
          new int[] {0, 0, 1, 1, 0, 0, 1},
          null,
          false);

  private static ModelSpec model(boolean crf) {
    return new ModelSpec(
        InputSpec.oneHot(3),
        CellSpec.of("rnn"),
        List.of(4),
        0,
        0,
        ModelSpec.InitialState.ZERO,
        false,
        new HeadSpec(2, 0, HeadSpec.Pooling.LAST, false, crf));
  }

  private static TrainSpec spec(ModelSpec model, LossSpec loss, int truncate, int recompute) {
    return new TrainSpec(
        model,
        loss,
        1,
        2,
        truncate,
        recompute,
        0,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.1),
        ScheduleSpec.constant(),
        1);
  }

  private static Evaluation evaluate(ModelSpec model, float[] parameters) {
    Network network = new Network(model, Kernels.scalar(), Parallel.single());
    Loss loss = Loss.of(SOFTMAX, network, Kernels.scalar(), Parallel.single());
    Evaluator evaluator = new Evaluator(network, loss, Metric.accuracy(), 0);
    return evaluator.evaluate(parameters, new OneBatch(ALTERNATING));
  }

  private static double accuracy(Evaluation evaluation) {
    return Metric.accuracy().values(evaluation.counts()).get("accuracy");
  }

  @Test
  void accuracyIsThatOfTheBestPath() {
    float[] parameters = new float[Networks.layout(CRF).size()];
    int transitions = Networks.layout(CRF).tensor("crf.transitions").offset();
    parameters[transitions + 1] = 5; // from class 0 to class 1
    parameters[transitions + 2] = 5; // from class 1 to class 0
    parameters[Networks.layout(CRF).tensor("crf.start").offset()] = 5;
    Evaluation crf = evaluate(CRF, parameters);
    assertThat(accuracy(crf)).isEqualTo(1);
    assertThat(crf.loss()).isBetween(0.0, 0.02);
    Evaluation plain = evaluate(PLAIN, new float[Networks.layout(PLAIN).size()]);
    assertThat(accuracy(plain)).isEqualTo(4 / 7.0); // all scores equal: class 0
  }

  @Test
  void learnsWhichClassFollowsWhich() {
    TrainStep step =
        new TrainStep(
            spec(CRF, SOFTMAX, 0, 0), KernelProvider.choice().kernels(), Parallel.single());
    float[] parameters = new float[step.network().layout().size()]; // the network tells nothing
    float[][] moments = new float[step.moments()][parameters.length];
    for (int t = 1; t <= 200; t++) {
      step.update(
          step.gradient(ALTERNATING, Pass.training(t), parameters), parameters, moments, t, 0.1);
    }
    assertThat(accuracy(evaluate(CRF, parameters))).isEqualTo(1);
    int transitions = Networks.layout(CRF).tensor("crf.transitions").offset();
    assertThat(parameters[transitions + 1]).isGreaterThan(parameters[transitions] + 1);
    assertThat(parameters[transitions + 2]).isGreaterThan(parameters[transitions + 3] + 1);
  }

  @Test
  void refusesTrainingsThatCutSequencesOrWeighClasses() {
    String ending = ", expected 0 with model.crf = true, which needs whole sequences";
    refuses(spec(CRF, SOFTMAX, 10, 0), "training.truncate: got 10" + ending);
    refuses(spec(CRF, SOFTMAX, 0, 5), "training.recompute: got 5" + ending);
    refuses(
        spec(CRF, LossSpec.balanced(new long[] {1, 2}), 0, 0),
        "model.crf: got true with the loss WEIGHTED_SOFTMAX_CROSS_ENTROPY, expected a softmax"
            + " cross-entropy without class weights; set model.crf = false, or leave the classes"
            + " unweighted");
  }

  @Test
  void refusesWeightsOfClassesOfTwoKinds() {
    ModelSpec both =
        new ModelSpec(
            CRF.input(),
            CRF.cell(),
            CRF.hidden(),
            0,
            0,
            CRF.initialState(),
            false,
            new HeadSpec(2, 3, HeadSpec.Pooling.LAST, false, false));
    refuses(
        spec(both, LossSpec.balanced(new long[] {1, 2}), 0, 0),
        "data.balanced: got weights of classes with outputs both at time steps and of whole"
            + " sequences, expected one kind of outputs; set data.balanced = false, or give one"
            + " data.target");
  }

  @Test
  void outputsOfSequencesAreAPlainSoftmax() {
    Network network = new Network(CRF, Kernels.scalar(), Parallel.single());
    Loss loss = Loss.of(SOFTMAX, network, Kernels.scalar(), Parallel.single());
    Matrix one = new Matrix(2);
    one.reserve(1);
    Batch batch = new Batch(new int[] {1}, new int[1], null, 0, null, new int[] {1}, null, true);
    assertThat(loss.forSequences().apply(one, batch)).isCloseTo(Math.log(2), within(1e-6));
  }

  private static void refuses(TrainSpec spec, String message) {
    assertThatThrownBy(() -> Sizing.check(spec, 1, 1L << 30))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessage(message);
  }

  @Test
  void refusesPartsOfSequences() {
    Network network = new Network(CRF, Kernels.scalar(), Parallel.single());
    Loss loss = Loss.of(SOFTMAX, network, Kernels.scalar(), Parallel.single());
    network.prepare(new float[network.layout().size()]);
    assertThatThrownBy(
            () -> loss.apply(network.forward(ALTERNATING, Pass.EVALUATION), ALTERNATING, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "outputs: got 3 of 7, expected all of them: a conditional random field needs whole"
                + " sequences");
    Batch next = new Batch(new int[] {1}, new int[1], null, 0, null, new int[1], null, true);
    network.restore(new float[network.stateSize(1)]);
    assertThatThrownBy(() -> loss.apply(network.forward(next, Pass.EVALUATION), next))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "batch: got the continuation of sequences, expected whole ones: a conditional random"
                + " field needs them");
    LossSpec squares = LossSpec.of(LossKind.MEAN_SQUARED_ERROR);
    assertThatThrownBy(() -> Loss.of(squares, network, Kernels.scalar(), Parallel.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "loss: got MEAN_SQUARED_ERROR, expected SOFTMAX_CROSS_ENTROPY without class weights"
                + " with a conditional random field");
  }

  private record OneBatch(Batch batch) implements Batches {
    @Override
    public int stepsPerEpoch() {
      return 1;
    }

    @Override
    public Batch batch(int epoch, int step) {
      return batch;
    }

    @Override
    public boolean carriesState(int step) {
      return false;
    }

    @Override
    public int maxRows() {
      return batch.rows();
    }

    @Override
    public int maxBatchSize() {
      return batch.batchSize();
    }
  }
}
