package rondo.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector shape of this machine, as constants that the compiler folds. */
final class Lanes {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector: 16, 8 or 4; divides {@link rondo.kernel.Layout#LANES}. */
  static final int LANES = S.length();

  /** {@code ZERO.broadcast(x)} is known to the compiler as {@link #EXACT}; others are not. */
  static final FloatVector ZERO = FloatVector.zero(S);

  /**
   * The class of every vector here. On JDK 17 the compiler (C2) keeps a vector in a register only
   * if it knows its exact class while it parses. What is loaded from an array, or carried around a
   * loop, is to it just some {@code FloatVector}; it then guesses from profiles, and where they are
   * missing or polluted it allocates every vector, 20 times slower. So kernels compare the class of
   * such a value with this constant, in the method that uses it, and throw if it differs: the
   * comparison teaches the compiler the class and then vanishes.
   */
  static final Class<?> EXACT = ZERO.getClass();

  /** As {@link #S}, of integers. */
  static final VectorSpecies<Integer> S_INT = S.withLanes(int.class);

  /** As {@link #ZERO}, of integers. */
  static final IntVector ZERO_INT = IntVector.zero(S_INT);

  /** As {@link #EXACT}, of integers. */
  static final Class<?> EXACT_INT = ZERO_INT.getClass();

  private Lanes() {}

  /**
   * How high the next tile is, 6, 4 or 1, when {@code rows} are left: slow ones are rare. {@link
   * Tile2} has more heights and a rule of its own.
   */
  static int tileHeight(int rows) {
    if (rows >= 10 || rows == 6 || rows == 7) {
      return 6;
    }
    return rows >= 4 ? 4 : 1;
  }

  /** Never happens. */
  static IllegalStateException mixedShapes() {
    return new IllegalStateException("a vector of another shape than " + S);
  }
}
