package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.ModelSpec;
import rondo.parallel.Parallel;

/** Outputs that come in blocks: a matter of memory, never of a bit. */
class TestOutputBlocks {
  private static final Pass PASS = Pass.training(7);
  private static final Sequences RAGGED =
      new Sequences(NetworkRun.VOCABULARY, 3, 9, 9, 8, 7, 7, 6, 5, 4, 4, 2, 1);

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void anyBlockGivesTheSameBits(CellSpec cell) {
    ModelSpec spec = NetworkRun.withDropout(NetworkRun.spec(cell, 20, 17), 0.2, 0.2);
    for (Batch batch : new Batch[] {RAGGED.all(), RAGGED.all().lastOutputsOnly()}) {
      NetworkRun whole = NetworkRun.of(spec);
      float[][] outputs = whole.outputs(batch, PASS);
      float[] gradient = whole.gradient(batch, PASS);
      for (int blockRows : new int[] {1, 5, 11, 64}) {
        for (Kernels kernels : List.of(Kernels.scalar(), KernelProvider.choice().kernels())) {
          check(spec, kernels, blockRows, batch, outputs, gradient);
        }
      }
    }
  }

  private static void check(
      ModelSpec spec,
      Kernels kernels,
      int blockRows,
      Batch batch,
      float[][] outputs,
      float[] gradient) {
    try (Parallel parallel = Parallel.of(3)) {
      float[] parameters = NetworkRun.of(spec).parameters();
      Network network = new Network(spec, kernels, parallel, blockRows);
      network.prepare(parameters);
      List<float[]> rows = new ArrayList<>();
      network.evaluate(
          batch,
          PASS,
          0,
          (block, first, count) -> {
            assertThat(first).isEqualTo(rows.size());
            rows.addAll(List.of(NetworkRun.unpadded(block, count)));
          });
      assertThat(rows.toArray(float[][]::new)).isDeepEqualTo(outputs);
      Loss loss = Loss.of(LossKind.SOFTMAX_CROSS_ENTROPY, kernels, parallel);
      float[] sum = new float[parameters.length];
      network.gradient(
          batch, PASS, 0, (block, first, count) -> loss.apply(block, batch, first, count), sum);
      assertThat(sum).isEqualTo(gradient);
    }
  }

  @Test
  void aBlockIsBoundedWhateverTheVocabulary() {
    for (int outputs : new int[] {1, 96, 10_000, 1_000_000}) {
      long floats = (long) Head.blockRows(outputs) * Layout.pad(outputs);
      assertThat(floats).isLessThanOrEqualTo(Math.max(1 << 22, 96L * Layout.pad(outputs)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 50_000})
  void memoryDoesNotGrowWithTimeStepsTimesOutputs(int outputs) {
    ModelSpec spec = NetworkRun.spec(CellSpec.of("lstm"), 16);
    ModelSpec large =
        new ModelSpec(spec.input(), spec.cell(), spec.hidden(), 0, 0, spec.initialState(), outputs);
    long few = Networks.trainingBytes(large, 1_000, 2);
    long many = Networks.trainingBytes(large, 100_000, 2);
    assertThat(many - few).isLessThan(99_000L * 4 * 1_000);
  }
}
