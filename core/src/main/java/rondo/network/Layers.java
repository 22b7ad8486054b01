package rondo.network;

import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.Initializer;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** Makes the layers of a network, first layer first, and declares their parameters. */
final class Layers {
  private final ModelSpec spec;
  private final ParameterLayout.Builder layout;
  private final Kernels kernels;
  private final Parallel parallel;

  Layers(ModelSpec spec, ParameterLayout.Builder layout, Kernels kernels, Parallel parallel) {
    this.spec = spec;
    this.layout = layout;
    this.kernels = kernels;
    this.parallel = parallel;
  }

  /** What is below a layer, as its layers see it. Each half of a layer projects it by itself. */
  @FunctionalInterface
  interface Below {
    /** {@code W_x x + b} over what is below. */
    InputProjection project(Tensor weights, Tensor bias);
  }

  /**
   * Layer {@code n}.
   *
   * @param width of the vectors that are below
   */
  Layer layer(int n, int width, Below below) {
    String prefix = "layer" + n;
    Recurrent forward = half(prefix, n, width, below);
    if (!spec.bidirectional()) {
      return forward;
    }
    Reversal reversal = new Reversal(parallel);
    Below reversed = (w, b) -> new ReversedProjection(below.project(w, b), reversal, columns(w));
    return new Bidirectional(
        forward, half(prefix + ".reverse", n, width, reversed), reversal, parallel);
  }

  private Recurrent half(String prefix, int n, int width, Below below) {
    int hidden = spec.hidden().get(n);
    Cell cell = Cells.create(spec.cell(), kernels);
    int columns = Math.multiplyExact(cell.gates(), hidden);
    Tensor weights =
        layout.add(prefix + ".w_x", width, columns, cell.gates(), Initializer.glorot());
    Tensor bias =
        layout.add(prefix + ".bias", 1, columns, cell.gates(), cell.biasInitializer(hidden));
    // With layer normalisation the bias is added to what is normalised, not before.
    boolean normalized = spec.cell().layerNorm();
    InputProjection projection = below.project(weights, normalized ? Bias.absent(weights) : bias);
    if (normalized) {
      LayerNorm norm =
          new LayerNorm(prefix + ".gain_x", hidden, cell.gates(), layout, kernels, parallel);
      projection = new NormalizedProjection(projection, norm, bias, kernels, parallel);
    }
    return new Recurrent(prefix, cell, projection, hidden, spec, layout, kernels, parallel);
  }

  /** Columns of W_x with each gate padded. */
  private static int columns(Tensor weights) {
    return weights.blocks() * Layout.pad(weights.columns() / weights.blocks());
  }
}
