package rondo.optim;

/**
 * What the validation losses of the epochs so far, or other figures that should be low, say: which
 * was the best, whether the learning rate should fall, whether to stop.
 *
 * @param best lowest figure so far; infinite before the first
 * @param sinceBest evaluations since then
 * @param sinceDrop evaluations since the best or the last drop of the learning rate
 * @param factor of the PLATEAU schedule
 */
public record Plateau(double best, int sinceBest, int sinceDrop, double factor) {
  /** Before the first evaluation. */
  public static final Plateau START = new Plateau(Double.POSITIVE_INFINITY, 0, 0, 1);

  /** After one more figure. */
  public Plateau next(double figure, ScheduleSpec schedule) {
    if (figure < best) {
      return new Plateau(figure, 0, 0, factor);
    }
    boolean drop =
        schedule.kind() == ScheduleSpec.Kind.PLATEAU && sinceDrop + 1 >= schedule.patience();
    return drop
        ? new Plateau(best, sinceBest + 1, 0, factor * schedule.factor())
        : new Plateau(best, sinceBest + 1, sinceDrop + 1, factor);
  }

  /** True if the last figure was the best. */
  public boolean improved() {
    return sinceBest == 0 && best < Double.POSITIVE_INFINITY;
  }
}
