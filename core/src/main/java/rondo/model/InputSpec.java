package rondo.model;

import java.io.Serializable;

/**
 * What enters the network at each time step.
 *
 * @param kind how an input becomes numbers
 * @param size number of different tokens, or of real inputs
 * @param embedding width of the learned vector of a token; 0 unless {@code kind} is EMBEDDING
 */
public record InputSpec(Kind kind, int size, int embedding) implements Serializable {

  /** Tokens as unit vectors, tokens as learned vectors, or real numbers as they are. */
  public enum Kind {
    ONE_HOT,
    EMBEDDING,
    DENSE
  }

  /**
   * @throws IllegalArgumentException if a size is out of range
   */
  public InputSpec {
    ModelSpec.requireRange("input size", size, 1, 1 << 24);
    ModelSpec.requireRange(
        "embedding", embedding, kind == Kind.EMBEDDING ? 1 : 0, kind == Kind.EMBEDDING ? 65536 : 0);
  }

  public static InputSpec oneHot(int size) {
    return new InputSpec(Kind.ONE_HOT, size, 0);
  }

  public static InputSpec embedding(int size, int width) {
    return new InputSpec(Kind.EMBEDDING, size, width);
  }

  public static InputSpec dense(int size) {
    return new InputSpec(Kind.DENSE, size, 0);
  }

  /** Width of the vector that enters the first layer. */
  public int width() {
    return kind == Kind.EMBEDDING ? embedding : size;
  }
}
