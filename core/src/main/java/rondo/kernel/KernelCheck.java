package rondo.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * Times the products of two {@link Gemm}, so that a run can tell how fast its kernels are and does
 * not use vector kernels that this JVM compiled badly.
 *
 * <p>The check warms up as well: until they are compiled, vectors run a thousand times slower, and
 * many short products, as here, bring every micro-kernel to the compiler far sooner than the long
 * ones of a training.
 */
public final class KernelCheck {
  /** Vector kernels are compiled when they are this many times faster than scalar ones. */
  private static final double CLEARLY_FASTER = 1.5;

  /**
   * Rounds for which a slow candidate is waited for. Not seconds: on a busy machine the compiler is
   * late as well.
   */
  private static final int PATIENCE = 30_000;

  private static final long SAMPLE_NANOS = 15_000_000L;

  private KernelCheck() {}

  /**
   * Speeds in units of 10^9 floating point operations a second, on one core.
   *
   * @param candidate of the kernels that are to be used
   * @param reference of the kernels to fall back to
   */
  public record Result(double candidate, double reference) {
    /** Whether the fallback is the better choice. */
    public boolean slower() {
      return candidate < reference;
    }
  }

  /**
   * Takes some 50 milliseconds once {@code candidate} is compiled; if it stays slow, some seconds.
   */
  public static Result compare(Gemm candidate, Gemm reference) {
    Product product = new Product(48, 128, 512);
    Product odd = new Product(11, 24, 48);
    List<Product> others = // tiles of every shape
        Stream.of(1, 9, 13).map(rows -> new Product(rows, 24, 48)).toList();
    double slow = best(product, reference);
    for (int round = 0; round < PATIENCE; round++) {
      odd.multiplyTransposed(candidate);
      others.forEach(other -> other.multiply(candidate));
      if (odd.multiply(candidate) > CLEARLY_FASTER * slow) {
        double fast = best(product, candidate);
        if (fast > CLEARLY_FASTER * slow) {
          return new Result(fast, slow);
        }
      }
    }
    return new Result(best(product, candidate), slow);
  }

  /** The best speed of some products: it is disturbed the least. */
  private static double best(Product product, Gemm gemm) {
    long start = System.nanoTime();
    double best = 0;
    for (int i = 0; i < 10 || System.nanoTime() - start < SAMPLE_NANOS; i++) {
      best = Math.max(best, product.multiply(gemm));
    }
    return best;
  }

  /** Buffers for {@code C (M, N) += A (M, K) B (K, N)} and for {@code C += A^T B}. */
  private static final class Product {
    final int M;
    final int K;
    final int N;
    final float[] a;
    final float[] b;
    final float[] c;
    final PackedMatrix packed;

    Product(int M, int K, int N) {
      this.M = M;
      this.K = K;
      this.N = N;
      this.a = new float[M * K];
      this.b = new float[K * N];
      this.c = new float[M * N];
      this.packed = PackedMatrix.of(K, 1, N);
      packed.pack(b, 0);
    }

    /** Multiplies once; returns floating point operations a nanosecond. */
    double multiply(Gemm gemm) {
      long start = System.nanoTime();
      gemm.multiply(a, 0, K, M, packed, c, 0, N);
      return 2.0 * M * K * N / Math.max(1, System.nanoTime() - start);
    }

    void multiplyTransposed(Gemm gemm) {
      gemm.multiplyTransposed(a, 0, M, b, 0, N, K, M, N, c, 0, N);
    }
  }
}
