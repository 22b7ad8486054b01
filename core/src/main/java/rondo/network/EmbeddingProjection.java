package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * {@link InputProjection} of embedded tokens, {@code W_x E[token] + b}. Where a batch has more rows
 * than there are tokens, that is computed once a token and looked up, and so is its gradient: the
 * cost of a row is then a copy, not a product. The outputs have the same bits either way.
 */
final class EmbeddingProjection implements InputProjection {
  /** A batch must have so many times more rows than there are tokens. */
  private static final long WORTH_IT = 2;

  private final Embedding embedding;
  private final DenseProjection dense;
  private final Weights weights;
  private final Bias bias;
  private final TokenTable table; // (V, gates x U)
  private boolean tableReady;
  private boolean lookedUp;

  EmbeddingProjection(
      Tensor embedding, Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.embedding = new Embedding(embedding, kernels, parallel);
    this.weights = new Weights(weights, kernels, parallel);
    this.bias = new Bias(bias, kernels, parallel);
    this.dense = new DenseProjection(this.embedding, this.weights, this.bias);
    int columns = weights.blocks() * Layout.pad(weights.columns() / weights.blocks());
    this.table = new TokenTable(embedding.rows(), columns, kernels, parallel);
  }

  /** Whether a batch of {@code rows} rows would be looked up. */
  static boolean isLookedUp(long rows, ModelSpec spec) {
    return spec.input().kind() == InputSpec.Kind.EMBEDDING && isWorthIt(rows, spec.input().size());
  }

  private static boolean isWorthIt(long rows, int tokens) {
    return rows >= WORTH_IT * tokens;
  }

  @Override
  public void prepare(float[] parameters) {
    embedding.prepare(parameters);
    dense.prepare(parameters);
    tableReady = false;
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    Inputs.requireTokens(batch, embedding.tokens());
    lookedUp = isWorthIt(batch.rows(), embedding.tokens());
    if (!lookedUp) {
      embedding.forward(batch);
      dense.forward(batch, gates);
      return;
    }
    if (!tableReady) {
      Matrix rows = table.rows();
      bias.fill(rows, embedding.tokens());
      weights.multiplyAll(embedding.vectors(), 0, embedding.tokens(), rows, 0);
      tableReady = true;
    }
    table.gather(batch, gates);
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    if (!lookedUp) {
      embedding.dOutput().clear(0, batch.rows());
      dense.backward(batch, dGates, gradient);
      embedding.backward(batch, gradient);
      return;
    }
    int tokens = embedding.tokens();
    Matrix sum = table.scatter(batch, dGates);
    bias.addGradient(sum, tokens, gradient);
    weights.addGradient(embedding.vectors(), 0, sum, tokens, gradient);
    Matrix dVectors = embedding.dVectors();
    weights.multiplyTransposedAll(sum, tokens, dVectors, 0);
    embedding.addGradient(dVectors, gradient);
  }
}
