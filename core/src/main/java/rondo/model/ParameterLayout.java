package rondo.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each named tensor lies in the one flat array that holds all parameters of a model, its
 * gradient and every optimizer moment.
 *
 * <p>Thread use: built in one thread with {@link Builder}, then immutable.
 */
public final class ParameterLayout {
  private final List<Tensor> tensors;
  private final int size;

  /**
   * A tensor (rows, columns), row-major from {@code offset} on. Matrices are stored input by
   * output: row i holds the weights from input i.
   *
   * @param blocks equal blocks into which the columns fall: one for each gate
   * @param init how it starts
   */
  public record Tensor(
      String name, int offset, int rows, int columns, int blocks, Initializer init) {
    /** Numbers in the tensor. */
    public int size() {
      return rows * columns;
    }
  }

  private ParameterLayout(List<Tensor> tensors, int size) {
    this.tensors = List.copyOf(tensors);
    this.size = size;
  }

  /** The tensors in order of their offsets, without gaps. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** Numbers in all tensors together. */
  public int size() {
    return size;
  }

  /**
   * @throws IllegalArgumentException if there is no tensor of that name
   */
  public Tensor tensor(String name) {
    for (Tensor tensor : tensors) {
      if (tensor.name().equals(name)) {
        return tensor;
      }
    }
    throw new IllegalArgumentException("No tensor named " + name + " among " + tensors);
  }

  /** Initial parameters: a function of this layout and the seed alone. */
  public float[] initialParameters(long seed) {
    float[] parameters = new float[size];
    for (Tensor tensor : tensors) {
      tensor.init().fill(parameters, tensor, seed);
    }
    return parameters;
  }

  /** Collects tensors in order. */
  public static final class Builder {
    private final List<Tensor> tensors = new ArrayList<>();
    private int size;

    /**
     * Appends a tensor and returns it.
     *
     * @throws IllegalArgumentException if all tensors together are more than an array can hold
     */
    public Tensor add(String name, int rows, int columns, int blocks, Initializer init) {
      Tensor tensor = new Tensor(name, size, rows, columns, blocks, init);
      long total = size + (long) rows * columns;
      if (total > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException(
            "The model needs more than "
                + total
                + " parameters, expected at most "
                + (Integer.MAX_VALUE - 64)
                + "; use smaller layers");
      }
      size = (int) total;
      tensors.add(tensor);
      return tensor;
    }

    /** The finished layout. */
    public ParameterLayout build() {
      return new ParameterLayout(tensors, size);
    }
  }
}
