package rondo.gradient;

import rondo.parallel.Parallel;

/**
 * Keeps a mean gradient from being too large (Pascanu, Mikolov and Bengio 2013).
 *
 * @param norm largest global norm; the whole gradient is scaled down to it; 0 means no limit
 * @param value largest magnitude of one number, cut after the norm; 0 means no limit
 */
public record Clipping(double norm, double value) {
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
      clipped |= cut(gradient.sum(), (float) value);
    }
    return new Result(found, clipped);
  }

  private static boolean cut(float[] values, float limit) {
    boolean any = false;
    for (int i = 0; i < values.length; i++) {
      float kept = Math.max(-limit, Math.min(limit, values[i]));
      any |= kept != values[i];
      values[i] = kept;
    }
    return any;
  }
}
