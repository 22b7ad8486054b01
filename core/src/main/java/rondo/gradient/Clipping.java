package rondo.gradient;

import java.util.concurrent.atomic.AtomicBoolean;
import rondo.parallel.Parallel;

/**
 * Keeps a mean gradient from being too large (Pascanu, Mikolov and Bengio 2013).
 *
 * @param norm largest global norm; the whole gradient is scaled down to it; 0 means no limit
 * @param value largest magnitude of one number, cut after the norm; 0 means no limit
 */
public record Clipping(double norm, double value) {
  private static final int STRETCH = 4096; // numbers that a thread looks at, at least

  /** What was found and done. */
  public record Result(double norm, boolean clipped) {}

  /** Clips {@code gradient}, which holds a mean. */
  public Result apply(GradientSum gradient, Parallel parallel) {
    double found = gradient.norm(parallel);
    boolean clipped = false;
    if (norm > 0 && found > norm) {
      GradientSum.scale(gradient.sum(), (float) (norm / found), parallel);
      clipped = true;
    }
    if (value > 0) {
      clipped |= cut(gradient.sum(), (float) value, parallel);
    }
    return new Result(found, clipped);
  }

  private static boolean cut(float[] values, float limit, Parallel parallel) {
    AtomicBoolean any = new AtomicBoolean();
    parallel.split(
        values.length,
        STRETCH,
        (from, to) -> {
          boolean cut = false;
          for (int i = from; i < to; i++) {
            float kept = Math.max(-limit, Math.min(limit, values[i]));
            cut |= kept != values[i];
            values[i] = kept;
          }
          if (cut) {
            any.set(true);
          }
        });
    return any.get();
  }
}
