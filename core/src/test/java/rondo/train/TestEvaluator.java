package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.gradient.GradientSum;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.metric.Metric;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.parallel.Parallel;

class TestEvaluator {
  private static final TrainSpec SPEC =
      Memory.spec("lstm", OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.02));

  private static Evaluation evaluate(float[] parameters, Memory batches) {
    Kernels kernels = Kernels.scalar();
    Parallel parallel = Parallel.single();
    Network network = new Network(SPEC.model(), kernels, parallel);
    Loss loss = Loss.of(SPEC.loss(), kernels, parallel);
    return new Evaluator(network, loss, Metric.accuracy(), 0).evaluate(parameters, batches);
  }

  @Test
  void sumsOverAllBatches() {
    TrainStep step = new TrainStep(SPEC, Kernels.scalar(), Parallel.single());
    float[] parameters = step.network().layout().initialParameters(3);
    double loss = 0;
    double weight = 0;
    Memory batches = new Memory(1, 2, 3);
    for (int i = 0; i < 3; i++) {
      GradientSum sum = step.gradient(batches.batch(0, i), Pass.EVALUATION, parameters);
      loss += sum.loss();
      weight += sum.weight();
    }
    Evaluation got = evaluate(parameters, batches);
    assertThat(got.lossSum()).isEqualTo(loss);
    assertThat(got.weight()).isEqualTo(weight);
    assertThat(got.counts()[1]).isEqualTo(3.0 * batches.maxRows());
    assertThat(got.loss()).isEqualTo(loss / weight);
    Evaluation parts =
        evaluate(parameters, new Memory(1)).plus(evaluate(parameters, new Memory(2, 3)));
    assertThat(parts.counts()).containsExactly(got.counts());
    assertThat(parts.lossSum()).isCloseTo(loss, within(1e-9));
  }

  @Test
  void accuracyIsWhatWasRight() {
    // Only the bias of class 0 is set: class 0 is always highest.
    TrainStep step = new TrainStep(SPEC, Kernels.scalar(), Parallel.single());
    float[] parameters = new float[step.network().layout().size()];
    parameters[step.network().layout().tensor("head.bias").offset()] = 1;
    int zeros = 0;
    int[] targets = new Memory(1).batch(0, 0).targetClasses;
    for (int target : targets) {
      zeros += target == 0 ? 1 : 0;
    }
    Evaluation got = evaluate(parameters, new Memory(1));
    assertThat(got.counts()).containsExactly(zeros, targets.length);
    assertThat(got.values(Metric.accuracy()))
        .containsExactly(Map.entry("accuracy", (double) zeros / targets.length));
  }

  @Test
  void ofNoDataIsNothing() {
    float[] parameters =
        new Network(SPEC.model(), Kernels.scalar(), Parallel.single())
            .layout()
            .initialParameters(3);
    assertThat(evaluate(parameters, new Memory())).isEqualTo(Evaluation.NONE);
    assertThat(Evaluation.NONE.loss()).isNaN();
    assertThat(Evaluation.NONE.values(Metric.accuracy())).isEmpty();
  }

  @Test
  void countsAreAddedOneByOneAndOfOneMetricOnly() {
    Evaluation one = new Evaluation(1, 2, new double[] {3, 4});
    assertThat(one.plus(Evaluation.NONE)).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(Evaluation.NONE.plus(one)).isEqualTo(one);
    assertThat(one.plus(one)).isEqualTo(new Evaluation(2, 4, new double[] {6, 8}));
    assertThat(one.counts()).containsExactly(3, 4);
    assertThat(one).isNotEqualTo(new Evaluation(1, 2, new double[] {3, 5}));
    assertThatThrownBy(() -> one.plus(new Evaluation(0, 0, new double[3])))
        .hasMessage("counts: got 3, expected 2");
  }
}
