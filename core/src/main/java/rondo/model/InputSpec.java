package rondo.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What enters the network at each time step.
 *
 * @param kind how an input becomes numbers
 * @param size number of different tokens, or of real inputs
 * @param embedding width of the learned vector of a token; 0 unless {@code kind} is EMBEDDING
 * @param columns token columns of MIXED, each embedded by itself; else empty. Its vectors come one
 *     after the other, {@code size} real inputs after them
 */
public record InputSpec(Kind kind, int size, int embedding, List<TokenColumn> columns)
    implements Serializable {
  /**
   * A column of tokens.
   *
   * @param tokens different ones
   * @param embedding width of the learned vector of each
   */
  public record TokenColumn(int tokens, int embedding) implements Serializable {
    /**
     * @throws IllegalArgumentException if a size is out of range
     */
    public TokenColumn {
      ModelSpec.requireRange("tokens", tokens, 1, 1 << 24);
      ModelSpec.requireRange("embedding", embedding, 1, 65536);
    }
  }

  /**
   * Tokens as unit vectors, tokens as learned vectors, real numbers as they are, or several columns
   * of tokens as learned vectors beside real numbers.
   */
  public enum Kind {
    ONE_HOT,
    EMBEDDING,
    DENSE,
    MIXED
  }

  /**
   * @throws IllegalArgumentException if a size is out of range
   */
  public InputSpec {
    columns = new ArrayList<>(columns); // travels to executors
    ModelSpec.requireRange("input size", size, kind == Kind.MIXED ? 0 : 1, 1 << 24);
    ModelSpec.requireRange(
        "token columns", columns.size(), kind == Kind.MIXED ? 1 : 0, kind == Kind.MIXED ? 64 : 0);
    ModelSpec.requireRange(
        "embedding", embedding, kind == Kind.EMBEDDING ? 1 : 0, kind == Kind.EMBEDDING ? 65536 : 0);
  }

  public static InputSpec oneHot(int size) {
    return new InputSpec(Kind.ONE_HOT, size, 0, List.of());
  }

  public static InputSpec embedding(int size, int width) {
    return new InputSpec(Kind.EMBEDDING, size, width, List.of());
  }

  public static InputSpec dense(int size) {
    return new InputSpec(Kind.DENSE, size, 0, List.of());
  }

  /**
   * Columns of tokens beside real inputs.
   *
   * @param size real inputs, which may be none
   */
  public static InputSpec mixed(List<TokenColumn> columns, int size) {
    return new InputSpec(Kind.MIXED, size, 0, columns);
  }

  /** Width of the vector that enters the first layer. */
  public int width() {
    return switch (kind) {
      case EMBEDDING -> embedding;
      case ONE_HOT, DENSE -> size;
      case MIXED -> size + columns.stream().mapToInt(TokenColumn::embedding).sum();
    };
  }
}
