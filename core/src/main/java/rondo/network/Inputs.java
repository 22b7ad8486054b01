package rondo.network;

import java.util.List;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * The vectors that a batch consists of, as rows of a padded matrix: the learned ones of its token
 * columns one after the other, then its real inputs. Real inputs are data: nobody wants their
 * gradient.
 */
final class Inputs implements Source {
  private final List<Tensor> embeddings; // of each token column; may be none
  private final int features;
  private final int embedded; // width of all learned vectors
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix output; // (R, width)
  private final Matrix dOutput; // (R, width), or null
  private float[] parameters;

  /**
   * @param features real inputs, which may be none
   */
  Inputs(List<Tensor> embeddings, int features, Kernels kernels, Parallel parallel) {
    this.embeddings = List.copyOf(embeddings);
    this.features = features;
    this.embedded = embeddings.stream().mapToInt(Tensor::columns).sum();
    this.kernels = kernels;
    this.parallel = parallel;
    this.output = new Matrix(embedded + features);
    this.dOutput = embeddings.isEmpty() ? null : new Matrix(embedded + features);
  }

  void prepare(float[] flat) {
    this.parameters = flat;
  }

  /**
   * @throws IllegalArgumentException if the batch has other columns, or a token that there is not
   */
  void forward(Batch batch) {
    requireColumns(batch);
    for (int column = 0; column < embeddings.size(); column++) {
      requireTokens(batch, column, embeddings.get(column).rows());
    }
    output.reserve(batch.rows());
    parallel.split(
        batch.rows(),
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            fill(batch, row);
          }
        });
  }

  private void requireColumns(Batch batch) {
    if (batch.tokenColumns == embeddings.size() && batch.featureSize == features) {
      return;
    }
    if (batch.tokenColumns + embeddings.size() == 0) {
      throw new IllegalArgumentException(
          "inputs: got " + batch.featureSize + " a time step, expected " + features);
    }
    throw new IllegalArgumentException(
        "inputs: got "
            + describe(batch.tokenColumns, batch.featureSize)
            + " a time step, expected "
            + describe(embeddings.size(), features));
  }

  private static String describe(int tokens, int real) {
    return counted(tokens, "token") + " and " + counted(real, "real number");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void fill(Batch batch, int row) {
    int at = output.at(row);
    for (int column = 0; column < embeddings.size(); column++) {
      Tensor vectors = embeddings.get(column);
      int width = vectors.columns();
      int token = batch.tokens[row * batch.tokenColumns + column];
      System.arraycopy(parameters, vectors.offset() + token * width, output.data(), at, width);
      at += width;
    }
    if (features > 0) {
      System.arraycopy(batch.features, row * features, output.data(), at, features);
    }
  }

  /** Makes room for {@link #dOutput}, all zero. */
  void clearGradient(Batch batch) {
    if (dOutput != null) {
      dOutput.reserve(batch.rows());
      parallel.split(batch.rows(), 1, (from, to) -> dOutput.clear(from, to - from));
    }
  }

  /** Adds the gradients of learned vectors, from {@link #dOutput}: of the tokens that occur. */
  void backward(Batch batch, float[] gradient) {
    if (embedded > 0) {
      // Split over columns: every sum is over all rows in order, whatever the number of threads.
      parallel.split(
          embedded, Layout.LANES, (from, until) -> scatter(batch, from, until, gradient));
    }
  }

  /** The columns {@code from} to {@code until} - 1 of the learned vectors, laid side by side. */
  private void scatter(Batch batch, int from, int until, float[] gradient) {
    int first = 0; // of the vectors of this token column
    for (int column = 0; column < embeddings.size(); column++) {
      Tensor vectors = embeddings.get(column);
      int low = Math.max(from, first);
      int size = Math.min(until, first + vectors.columns()) - low;
      for (int row = 0; size > 0 && row < batch.rows(); row++) {
        int token = batch.tokens[row * batch.tokenColumns + column];
        int at = vectors.offset() + token * vectors.columns() + low - first;
        kernels.elementwise().add(dOutput.data(), dOutput.at(row) + low, gradient, at, size);
      }
      first += vectors.columns();
    }
  }

  /**
   * One token a time step and nothing else; one outside the vocabulary would read the numbers of
   * another tensor.
   *
   * @throws IllegalArgumentException if the batch has other inputs, or a token outside 0..size-1
   */
  static void requireTokens(Batch batch, int size) {
    if (batch.tokens == null) {
      throw new IllegalArgumentException(
          "inputs: got " + batch.featureSize + " real numbers a time step, expected tokens");
    }
    if (batch.tokenColumns != 1 || batch.featureSize != 0) {
      throw new IllegalArgumentException(
          "inputs: got "
              + describe(batch.tokenColumns, batch.featureSize)
              + " a time step, expected one token");
    }
    requireTokens(batch, 0, size);
  }

  private static void requireTokens(Batch batch, int column, int size) {
    for (int row = 0; row < batch.rows(); row++) {
      int token = batch.tokens[row * batch.tokenColumns + column];
      if (token < 0 || token >= size) {
        throw new IllegalArgumentException(
            "token: got "
                + token
                + " in row "
                + row
                + (batch.tokenColumns > 1 ? " of column " + column : "")
                + ", expected 0 to "
                + (size - 1));
      }
    }
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return dOutput;
  }
}
