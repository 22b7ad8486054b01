package rondo.network;

import java.util.ArrayList;
import java.util.List;
import rondo.kernel.Kernels;
import rondo.model.Initializer;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * What enters the first layer: declares the learned vectors of tokens, and makes the projections
 * that read a batch. There may be several projections of the same input, as both directions of a
 * layer have one; each takes all that it needs from the batch that it is given.
 */
final class InputLayer {
  private final InputSpec spec;
  private final List<Tensor> embeddings = new ArrayList<>(); // one, or one a token column
  private final Kernels kernels;
  private final Parallel parallel;

  /** Declares {@code embedding} (V, width), or {@code embedding.0} and on, one a token column. */
  InputLayer(InputSpec spec, ParameterLayout.Builder builder, Kernels kernels, Parallel parallel) {
    this.spec = spec;
    this.kernels = kernels;
    this.parallel = parallel;
    switch (spec.kind()) {
      case EMBEDDING -> declare("embedding", spec.size(), spec.embedding(), builder);
      case MIXED -> {
        for (TokenColumn column : spec.columns()) {
          declare("embedding." + embeddings.size(), column.tokens(), column.embedding(), builder);
        }
      }
      case ONE_HOT, DENSE -> {}
    }
  }

  private void declare(String name, int tokens, int width, ParameterLayout.Builder builder) {
    embeddings.add(builder.add(name, tokens, width, 1, Initializer.uniform(0.1)));
  }

  /** The learned vectors (V, width) of one token a time step; null unless there are such. */
  Tensor embedding() {
    return spec.kind() == InputSpec.Kind.EMBEDDING ? embeddings.get(0) : null;
  }

  /** Width of a vector that enters: rows of the {@code weights} of {@link #projection}. */
  int width() {
    return spec.width();
  }

  /** {@code W_x x + b} of what enters, with the gradients of all learned vectors in it. */
  InputProjection projection(Tensor weights, Tensor bias) {
    return switch (spec.kind()) {
      case ONE_HOT -> new OneHotProjection(weights, bias, kernels, parallel);
      case EMBEDDING ->
          new EmbeddingProjection(embeddings.get(0), weights, bias, kernels, parallel);
      case DENSE, MIXED ->
          new VectorProjection(
              new Inputs(embeddings, spec.size(), kernels, parallel),
              weights,
              bias,
              kernels,
              parallel);
    };
  }
}
