package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.network.Network;
import rondo.parallel.Parallel;

class TestGradientFlowProbe {
  /**
   * One ReLU unit, h_t = w h_{t-1} + 1: the gradient of the last step falls by w at every step
   * back.
   */
  @Test
  void oneUnitShowsItsWeight() {
    ModelSpec spec = spec(1);
    // layer0.w_x, bias, w_h, head.w, head.bias
    float[] parameters = {1, 0, 0.5f, 2, 0};
    Batch batch = ones(1, 1, 1, 1);
    double y = 2 * (1 + 0.5 + 0.25 + 0.125);
    double start = 2 * 2 * (y - 3); // of (y - 3)^2, through the head
    double[] norms = record(spec, parameters, batch).norms()[0];
    assertThat(norms)
        .containsExactly(new double[] {start, start / 2, start / 4, start / 8}, within(1e-5));
  }

  /** Distances count from each sequence's own end, and are averaged where there is something. */
  @Test
  void raggedSequencesAreAveragedByDistance() {
    ModelSpec spec = spec(1);
    float[] parameters = {1, 0, 0.5f, 2, 0};
    double[] longer = record(spec, parameters, ones(1, 1, 1)).norms()[0];
    double[] shorter = record(spec, parameters, ones(1)).norms()[0];
    double[] both = record(spec, parameters, ones(2, 1, 1)).norms()[0];
    assertThat(both)
        .containsExactly(
            new double[] {(longer[0] + shorter[0]) / 2, longer[1], longer[2]}, within(1e-6));
  }

  @Test
  void everyLayerIsRecorded() {
    ModelSpec spec = spec(3, 2);
    Network network = new Network(spec, Kernels.scalar(), Parallel.single());
    float[] parameters = network.layout().initialParameters(2);
    GradientFlow flow = record(spec, parameters, ones(2, 2, 1));
    assertThat(flow.norms()).hasDimensions(2, 3);
  }

  private static ModelSpec spec(Integer... hidden) {
    return new ModelSpec(
        InputSpec.dense(1),
        new CellSpec("rnn", Activation.RELU, 0, false),
        List.of(hidden),
        0,
        0,
        InitialState.ZERO,
        1);
  }

  /** Inputs 1 at every step, targets 3. */
  private static Batch ones(int... activeRows) {
    float[] ones = new float[Arrays.stream(activeRows).sum()];
    Arrays.fill(ones, 1);
    float[] targets = new float[ones.length];
    Arrays.fill(targets, 3);
    return new Batch(activeRows, null, ones, 1, null, null, targets, false);
  }

  private static GradientFlow record(ModelSpec spec, float[] parameters, Batch batch) {
    Network network = new Network(spec, Kernels.scalar(), Parallel.single());
    Loss loss = Loss.of(LossKind.MEAN_SQUARED_ERROR, Kernels.scalar(), Parallel.single());
    float[] scratch = new float[parameters.length];
    Arrays.fill(scratch, 99); // what is left in it must not matter
    return GradientFlowProbe.record(network, loss, parameters, batch, scratch);
  }
}
