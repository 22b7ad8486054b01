package rondo.metric;

/** Quotients of counts. */
final class Ratios {
  private Ratios() {}

  /** What conlleval and most others say of nothing: 0. */
  static double orZero(double part, double all) {
    return all == 0 ? 0 : part / all;
  }

  /** Harmonic mean of precision and recall: 2 right / (found + there). */
  static double f1(double right, double found, double there) {
    return orZero(2 * right, found + there);
  }
}
