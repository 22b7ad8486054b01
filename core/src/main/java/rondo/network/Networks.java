package rondo.network;

import rondo.kernel.Kernels;
import rondo.kernel.Layout;
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
    long perRow = 2L * Layout.pad(spec.input().width());
    boolean crf = spec.head().crf();
    long block = crf ? rows : Math.min(rows, Head.blockRows(spec.outputs()));
    long outputs = block * Layout.pad(spec.outputs());
    int gates = Cells.create(spec.cell(), Kernels.scalar()).gates();
    for (int hidden : spec.hidden()) {
      perRow += (2L * gates + 4 + 3) * Layout.pad(hidden);
      perRow += spec.cell().layerNorm() ? (3L * gates + 3) * Layout.pad(hidden) : 0;
      perRow += 3L * Layout.pad(spec.cell().projection());
    }
    long tables = 0;
    if (EmbeddingProjection.isLookedUp(rows, spec)) {
      long columns = (long) gates * Layout.pad(spec.hidden().get(0));
      tables = 2L * spec.input().size() * (columns + Layout.pad(spec.input().width()));
    }
    long parameters = layout(spec).size();
    long chains = crf ? rows * PathSums.bytesARow(spec.outputs()) : 0;
    return chains + 4 * (rows * perRow + outputs + tables + parameters * (6L + moments));
  }

  /** Bytes of the state of one sequence, hidden and cell, all layers. */
  public static long stateBytes(ModelSpec spec) {
    int projection = spec.cell().projection();
    return spec.hidden().stream()
            .mapToLong(hidden -> projection == 0 ? hidden : projection)
            .map(hidden -> 4L * Layout.pad((int) hidden))
            .sum()
        + spec.hidden().stream().mapToLong(hidden -> 4L * Layout.pad(hidden)).sum();
  }
}
