package rondo.network;

import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.HeadSpec.Pooling;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.parallel.Parallel;

/** What can be said of a network from its description alone. */
public final class Networks {
  private Networks() {}

  /** Names, places and shapes of the parameters; allocates none of them. */
  public static ParameterLayout layout(ModelSpec spec) {
    return new Network(spec, Kernels.scalar(), Parallel.single()).layout();
  }

  /**
   * Bytes that training needs for batches of at most {@code rows} rows: activations of all layers,
   * parameters, gradient and packed weights, and {@code moments} optimizer moments.
   */
  public static long trainingBytes(ModelSpec spec, long rows, int moments) {
    // Vectors that enter and their gradient; each half of a layer has its own.
    long perRow = 2L * Layout.pad(spec.input().width()) * (spec.bidirectional() ? 2 : 1);
    boolean crf = spec.head().crf();
    long block = crf ? rows : Math.min(rows, Head.blockRows(spec.outputs()));
    long outputs = block * Layout.pad(spec.outputs());
    int gates = Cells.create(spec.cell(), Kernels.scalar()).gates();
    int top = 0;
    for (int hidden : spec.hidden()) {
      int projection = spec.cell().projection();
      long half = (2L * gates + 4) * Layout.pad(hidden) + 3L * Layout.pad(projection);
      half += spec.cell().layerNorm() ? (3L * gates + 3) * Layout.pad(hidden) : 0;
      top = projection == 0 ? hidden : projection;
      long dropout = 3L * Layout.pad(top);
      if (spec.bidirectional()) {
        top = 2 * top;
        half = 2 * half + (long) gates * Layout.pad(hidden); // sums of the second in order of time
        dropout = (2L + 3) * Layout.pad(top); // and both side by side, with their gradient
      }
      perRow += half + dropout;
    }
    long tables = 0;
    if (EmbeddingProjection.isLookedUp(rows, spec)) {
      long columns = (long) gates * Layout.pad(spec.hidden().get(0));
      tables = 2L * spec.input().size() * (columns + Layout.pad(spec.input().width()));
      tables *= spec.bidirectional() ? 2 : 1; // each half has its own
    }
    long parameters = layout(spec).size();
    long chains = crf ? Crf.bytes(spec.outputs(), rows) : 0;
    return chains
        + 4
            * (rows * (perRow + sequencePerRow(spec, top))
                + outputs
                + tables
                + parameters * (6L + moments));
  }

  /** Floats a row for outputs of sequences, which have a time step at least. */
  private static long sequencePerRow(ModelSpec spec, int width) {
    if (spec.head().sequenceOutputs() == 0) {
      return 0;
    }
    boolean attention = spec.head().pooling() == Pooling.ATTENTION;
    return Layout.pad(spec.head().sequenceOutputs())
        + 3L * Layout.pad(width)
        + (attention ? 2L * Layout.pad(width) + 2L * Layout.LANES : 0);
  }

  /**
   * Bytes of the state that one sequence is carried on with, hidden and cell, all layers; 0 where
   * layers read from both ends and none is.
   */
  public static long stateBytes(ModelSpec spec) {
    if (spec.bidirectional()) {
      return 0;
    }
    int projection = spec.cell().projection();
    return spec.hidden().stream()
        .mapToLong(
            hidden ->
                4L * Layout.pad(hidden) + 4L * Layout.pad(projection == 0 ? hidden : projection))
        .sum();
  }
}
