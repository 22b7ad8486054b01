package rondo.gradient;

/**
 * Keeps a mean gradient from being too large (Pascanu, Mikolov and Bengio 2013).
 *
 * @param norm largest global norm; the whole gradient is scaled down to it; 0 means no limit
 * @param value largest magnitude of one number, cut after the norm; 0 means no limit
 */
public record Clipping(double norm, double value) {
  /** What was found and done. */
  public record Result(double norm, boolean clipped) {}

  /** What a gradient of this norm is to be multiplied by; 1 within the limit. */
  public double factor(double found) {
    return norm > 0 && found > norm ? norm / found : 1;
  }

  /**
   * Cuts the numbers {@code from} to {@code to} - 1, and says whether there was anything to cut.
   */
  public boolean cut(float[] values, int from, int to) {
    if (value == 0) {
      return false;
    }
    float limit = (float) value;
    float most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    for (int i = from; i < to; i++) {
      values[i] = Math.max(-limit, Math.min(limit, values[i]));
    }
    return most > limit;
  }
}
