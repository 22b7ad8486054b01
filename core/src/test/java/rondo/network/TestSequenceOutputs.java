package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.HeadSpec.Pooling;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** Outputs of whole sequences: what the poolings are, and that machines do not change them. */
class TestSequenceOutputs {
  private static final Sequences RAGGED =
      new Sequences(NetworkRun.VOCABULARY, 3, 9, 9, 8, 8, 7, 7, 7, 6, 5, 5, 4, 4, 3, 2, 2, 1, 1);

  /** The step head puts out the hidden states, the other one what they are pooled to. */
  @ParameterizedTest
  @CsvSource({
    "LAST, true",
    "LAST, false",
    "MEAN, true",
    "MAX, false",
    "ATTENTION, true",
    "ATTENTION, false"
  })
  void poolsTheStatesOfASequence(Pooling pooling, boolean bidirectional) {
    int width = bidirectional ? 10 : 5;
    ModelSpec spec =
        new ModelSpec(
            InputSpec.oneHot(NetworkRun.VOCABULARY),
            CellSpec.of("gru"),
            List.of(5),
            0,
            0,
            InitialState.ZERO,
            bidirectional,
            new HeadSpec(width, width, pooling, false, false));
    NetworkRun run = NetworkRun.of(spec);
    identity(run, "head");
    identity(run, "sequence");
    Batch batch = RAGGED.all();
    float[][] states = run.outputs(batch);
    float[][] pooled = NetworkRun.unpadded(run.network().sequenceOutputs(batch), batch.batchSize());
    for (int b = 0; b < batch.batchSize(); b++) {
      float[][] sequence = new float[batch.length(b)][];
      for (int t = 0; t < sequence.length; t++) {
        sequence[t] = states[batch.rowOffset(t) + b];
      }
      for (int unit = 0; unit < width; unit++) {
        assertThat((double) pooled[b][unit])
            .as("sequence %d, unit %d", b, unit)
            .isCloseTo(pool(run, pooling, sequence, unit), within(1e-5));
      }
    }
  }

  private static double pool(NetworkRun run, Pooling pooling, float[][] states, int unit) {
    int last = states.length - 1;
    return switch (pooling) {
      case LAST -> unit < 5 ? states[last][unit] : states[0][unit];
      case MEAN -> Arrays.stream(states).mapToDouble(h -> h[unit]).average().orElseThrow();
      case MAX -> Arrays.stream(states).mapToDouble(h -> h[unit]).max().orElseThrow();
      case ATTENTION -> {
        double[] weights =
            Arrays.stream(states).mapToDouble(h -> Math.exp(score(run, h))).toArray();
        double sum = 0;
        for (int t = 0; t <= last; t++) {
          sum += weights[t] * states[t][unit];
        }
        yield sum / Arrays.stream(weights).sum();
      }
    };
  }

  private static double score(NetworkRun run, float[] h) {
    double score = 0;
    for (int i = 0; i < h.length; i++) {
      double key = at(run, "sequence.attention.bias", i);
      for (int j = 0; j < h.length; j++) {
        key += h[j] * at(run, "sequence.attention.w", j * h.length + i);
      }
      score += at(run, "sequence.attention.v", i) * Math.tanh(key);
    }
    return score;
  }

  private static double at(NetworkRun run, String name, int i) {
    return run.parameters()[run.network().layout().tensor(name).offset() + i];
  }

  private static void identity(NetworkRun run, String head) {
    Tensor weights = run.network().layout().tensor(head + ".w");
    Tensor bias = run.network().layout().tensor(head + ".bias");
    float[] p = run.parameters();
    Arrays.fill(p, bias.offset(), bias.offset() + bias.size(), 0);
    Arrays.fill(p, weights.offset(), weights.offset() + weights.size(), 0);
    for (int i = 0; i < weights.rows(); i++) {
      p[weights.offset() + i * weights.columns() + i] = 1;
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void threadsAndKernelsChangeNothing(Pooling pooling) {
    Batch batch = WholeSequences.batch(RAGGED);
    Batch few = WholeSequences.batch(new Sequences(NetworkRun.VOCABULARY, 5, 9, 6, 6));
    for (boolean bidirectional : new boolean[] {true, false}) {
      check(WholeSequences.spec(pooling, bidirectional, 0.2, 36, 17), batch);
    }
    check(WholeSequences.spec(pooling, true, 0, 150), few); // threads share units
  }

  private static void check(ModelSpec spec, Batch batch) {
    Pass pass = Pass.training(7);
    float[][] expected = WholeSequences.run(spec, batch, pass, Kernels.scalar(), Parallel.single());
    for (int threads : new int[] {1, 2, 4, 16}) {
      try (Parallel parallel = Parallel.of(threads)) {
        Kernels kernels = KernelProvider.choice().kernels();
        assertThat(WholeSequences.run(spec, batch, pass, kernels, parallel))
            .as(threads + " threads")
            .isDeepEqualTo(expected);
      }
    }
  }

  /** Buffers of a larger batch leave nothing behind. */
  @ParameterizedTest
  @EnumSource(Pooling.class)
  void aUsedNetworkGivesTheBitsOfAFreshOne(Pooling pooling) {
    ModelSpec spec = WholeSequences.spec(pooling, true, 0, 20, 17);
    Batch small = new Sequences(NetworkRun.VOCABULARY, 8, 4, 3, 1).all();
    NetworkRun used = NetworkRun.of(spec);
    used.outputs(RAGGED.all());
    used.network().sequenceOutputs(RAGGED.all());
    NetworkRun fresh = NetworkRun.of(spec);
    assertThat(used.outputs(small)).isDeepEqualTo(fresh.outputs(small));
    assertThat(NetworkRun.unpadded(used.network().sequenceOutputs(small), 3))
        .isDeepEqualTo(NetworkRun.unpadded(fresh.network().sequenceOutputs(small), 3));
  }

  @Test
  void somebodyMustTakeThem() {
    NetworkRun run = NetworkRun.of(WholeSequences.spec(Pooling.LAST, false, 0, 5));
    Batch batch = WholeSequences.batch(RAGGED);
    run.network().prepare(run.parameters());
    assertThatThrownBy(
            () -> run.network().evaluate(batch, Pass.EVALUATION, 0, (outputs, first, rows) -> {}))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("nothing takes the outputs of sequences");
    assertThatThrownBy(
            () ->
                run.network()
                    .evaluate(
                        batch,
                        Pass.EVALUATION,
                        4,
                        (outputs, first, rows) -> {},
                        (outputs, first, rows) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "window: got 4 time steps, expected 0 for a network that reads whole sequences");
  }

  @Test
  void aNetworkMayHaveNoOutputsAtTimeSteps() {
    ModelSpec both = WholeSequences.spec(Pooling.MEAN, true, 0, 5);
    ModelSpec spec =
        new ModelSpec(
            both.input(),
            both.cell(),
            both.hidden(),
            0,
            0,
            both.initialState(),
            true,
            new HeadSpec(0, 3, Pooling.MEAN, false, false));
    NetworkRun run = NetworkRun.of(spec);
    Batch batch = WholeSequences.batch(RAGGED);
    run.network().prepare(run.parameters());
    assertThat(run.network().forward(batch, Pass.EVALUATION)).isNull();
    assertThat(run.network().hasStepOutputs()).isFalse();
    assertThat(run.network().weight(batch)).isEqualTo(17);
    assertThat(new Network(both, Kernels.scalar(), Parallel.single()).weight(batch))
        .isEqualTo(batch.rows());
    assertThat(run.network().layout().tensors().stream().map(Tensor::name))
        .noneMatch(name -> name.startsWith("head."));
  }
}
