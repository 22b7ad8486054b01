package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.parallel.Parallel;

/** Activations computed again window by window: the same numbers in less memory. */
class TestTimeSlices {
  private static final Pass PASS = Pass.training(7);
  private static final Sequences RAGGED =
      new Sequences(NetworkRun.VOCABULARY, 3, 14, 14, 9, 8, 7, 7, 6, 5, 4, 4, 2, 1);

  private static ModelSpec spec(CellSpec cell) {
    return NetworkRun.withDropout(NetworkRun.spec(cell, 20, 17), 0.2, 0.2);
  }

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void anyWindowGivesTheSameOutputsAndGradient(CellSpec cell) {
    NetworkRun whole = NetworkRun.of(spec(cell));
    for (Batch batch : new Batch[] {RAGGED.all(), RAGGED.all().lastOutputsOnly()}) {
      float[][] outputs = whole.outputs(batch, PASS);
      float[] gradient = whole.gradient(batch, PASS);
      for (int window : new int[] {1, 2, 5, 13, 14, 100}) {
        assertThat(outputs(whole, batch, window)).isDeepEqualTo(outputs);
        assertClose(gradient(whole, batch, window), gradient);
      }
    }
  }

  @Test
  void embeddedTokensTooWhereWindowsAreLookedUpAndMultiplied() {
    ModelSpec oneHot = spec(CellSpec.of("lstm"));
    ModelSpec embedded =
        new ModelSpec(
            InputSpec.embedding(NetworkRun.VOCABULARY, 5),
            oneHot.cell(),
            oneHot.hidden(),
            oneHot.dropout(),
            oneHot.recurrentDropout(),
            oneHot.initialState(),
            oneHot.outputs());
    NetworkRun run = NetworkRun.of(embedded);
    float[] gradient = run.gradient(RAGGED.all(), PASS);
    for (int window : new int[] {1, 2, 5, 0}) { // 2: 24 rows at first, then fewer than 18
      assertClose(gradient(run, RAGGED.all(), window), gradient);
    }
  }

  @Test
  void columnsOfTokensBesideRealInputsToo() {
    List<TokenColumn> columns = List.of(new TokenColumn(9, 5), new TokenColumn(30, 18));
    InputSpec input = InputSpec.mixed(columns, 2);
    NetworkRun run = NetworkRun.of(MixedRows.with(spec(CellSpec.of("gru")), input));
    Batch batch = MixedRows.of(RAGGED.all(), input);
    float[][] outputs = run.outputs(batch, PASS);
    float[] gradient = run.gradient(batch, PASS);
    for (int window : new int[] {1, 5, 0}) {
      assertThat(outputs(run, batch, window)).isDeepEqualTo(outputs);
      assertClose(gradient(run, batch, window), gradient);
    }
  }

  @Test
  void aRaggedEndLeavesNoState() {
    NetworkRun run = NetworkRun.of(spec(CellSpec.of("lstm")));
    for (int window : new int[] {0, 1, 4, 13}) {
      outputs(run, RAGGED.all(), window);
      assertThat(run.network().state()).as("evaluated, window %d", window).isNull();
      gradient(run, RAGGED.all(), window);
      assertThat(run.network().state()).as("trained, window %d", window).isNull();
    }
  }

  @Test
  void threadsAndKernelsChangeNothing() {
    Kernels kernels = KernelProvider.choice().kernels();
    float[] expected = gradient(NetworkRun.of(spec(CellSpec.of("lstm"))), RAGGED.all(), 4);
    for (int threads : new int[] {1, 2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        NetworkRun run = NetworkRun.of(spec(CellSpec.of("lstm")), kernels, parallel);
        assertThat(gradient(run, RAGGED.all(), 4)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCarriedStateGoesInAndComesOut() {
    Batch first = new Sequences(NetworkRun.VOCABULARY, 4, 6, 6, 6).all();
    Batch second = carried(new Sequences(NetworkRun.VOCABULARY, 5, 9, 9, 9).all());
    NetworkRun run = NetworkRun.of(spec(CellSpec.of("lstm")));
    float[][] states = new float[2][];
    float[][] gradients = new float[2][];
    for (int i = 0; i < 2; i++) {
      int window = i == 0 ? 0 : 4;
      run.network().prepare(run.parameters());
      run.network().forward(first, PASS);
      gradients[i] = new float[run.parameters().length];
      run.network()
          .gradient(
              second,
              PASS,
              window,
              (block, from, rows) -> run.loss().apply(block, second, from, rows),
              gradients[i]);
      states[i] = run.network().state();
    }
    assertThat(states[1]).isEqualTo(states[0]).isNotNull();
    assertClose(gradients[1], gradients[0]);
  }

  private static Batch carried(Batch batch) {
    int[] active = new int[batch.timeSteps()];
    Arrays.fill(active, batch.batchSize());
    return new Batch(active, batch.tokens, null, 0, null, batch.targetClasses, null, true);
  }

  private static float[][] outputs(NetworkRun run, Batch batch, int window) {
    List<float[]> rows = new ArrayList<>();
    run.network().prepare(run.parameters());
    run.network()
        .evaluate(
            batch,
            PASS,
            window,
            (block, first, count) -> {
              assertThat(first).isEqualTo(rows.size());
              rows.addAll(List.of(NetworkRun.unpadded(block, count)));
            });
    return rows.toArray(float[][]::new);
  }

  private static float[] gradient(NetworkRun run, Batch batch, int window) {
    float[] gradient = new float[run.parameters().length];
    run.network().prepare(run.parameters());
    run.network()
        .gradient(
            batch,
            PASS,
            window,
            (block, first, rows) -> run.loss().apply(block, batch, first, rows),
            gradient);
    return gradient;
  }

  private static void assertClose(float[] got, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(1e-5f * largest));
    }
  }
}
