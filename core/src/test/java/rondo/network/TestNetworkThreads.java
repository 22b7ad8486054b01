package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
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

/** The number of threads and the kernels never change a bit. */
class TestNetworkThreads {
  private static final Sequences RAGGED =
      new Sequences(NetworkRun.VOCABULARY, 3, 9, 9, 8, 8, 7, 7, 7, 6, 5, 5, 4, 4, 3, 2, 2, 1, 1);
  private static final Sequences FEW = new Sequences(NetworkRun.VOCABULARY, 5, 9, 6, 6);
  private static final Sequences ONE = new Sequences(NetworkRun.VOCABULARY, 6, 8);
  private static final Sequences EQUAL =
      new Sequences(NetworkRun.VOCABULARY, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void oneHot(CellSpec cell) {
    check(NetworkRun.withDropout(NetworkRun.spec(cell, 36, 17), 0.2, 0.2));
  }

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void embedding(CellSpec cell) {
    ModelSpec oneHot = NetworkRun.withDropout(NetworkRun.spec(cell, 20, 20), 0.2, 0.2);
    check(
        new ModelSpec(
            InputSpec.embedding(NetworkRun.VOCABULARY, 18),
            cell,
            oneHot.hidden(),
            oneHot.dropout(),
            oneHot.recurrentDropout(),
            oneHot.initialState(),
            oneHot.outputs()));
  }

  /** Fewer sequences than threads: these share the units, in the layers where it is worth it. */
  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void fewSequences(CellSpec cell) {
    check(NetworkRun.spec(cell, 150, 190), FEW, ONE, RAGGED);
    check(NetworkRun.withDropout(NetworkRun.spec(cell, 210, 36), 0.2, 0.2), FEW, ONE);
  }

  /** So many tokens that they are not projected once a token, but once a row. */
  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void embeddingOfManyTokens(CellSpec cell) {
    ModelSpec oneHot = NetworkRun.spec(cell, 20, 20);
    check(
        new ModelSpec(
            InputSpec.embedding(300, 37),
            cell,
            oneHot.hidden(),
            oneHot.dropout(),
            oneHot.recurrentDropout(),
            oneHot.initialState(),
            oneHot.outputs()));
  }

  /** Several columns of tokens, with and without real inputs beside them. */
  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void tokensInColumns(CellSpec cell) {
    List<TokenColumn> columns = List.of(new TokenColumn(9, 5), new TokenColumn(300, 37));
    ModelSpec spec = NetworkRun.withDropout(NetworkRun.spec(cell, 20, 20), 0.2, 0.2);
    for (InputSpec input : List.of(InputSpec.mixed(columns, 0), InputSpec.mixed(columns, 3))) {
      check(
          MixedRows.with(spec, input),
          MixedRows.of(RAGGED.all(), input),
          MixedRows.of(ONE.all(), input));
    }
  }

  private static void check(ModelSpec spec) {
    check(spec, RAGGED, EQUAL);
  }

  private static void check(ModelSpec spec, Sequences... all) {
    check(spec, Stream.of(all).map(Sequences::all).toArray(Batch[]::new));
  }

  private static void check(ModelSpec spec, Batch... batches) {
    Pass pass = Pass.training(7);
    NetworkRun reference = NetworkRun.of(spec);
    for (Batch batch : batches) {
      float[][] outputs = reference.outputs(batch, pass);
      float[] gradient = reference.gradient(batch, pass);
      Kernels kernels = KernelProvider.choice().kernels();
      for (int threads : new int[] {1, 2, 8, 64}) {
        try (Parallel parallel = Parallel.of(threads)) {
          NetworkRun run = NetworkRun.of(spec, kernels, parallel);
          assertThat(run.outputs(batch, pass)).as(threads + " threads").isDeepEqualTo(outputs);
          assertThat(run.gradient(batch, pass)).as(threads + " threads").isEqualTo(gradient);
        }
      }
    }
  }
}
