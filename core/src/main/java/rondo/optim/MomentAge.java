package rondo.optim;

/**
 * Updates that the moments of an optimizer have seen, the one that is being made included; they
 * correct the bias of moments that began at zero.
 *
 * @param first of averages of gradients
 * @param second of averages of their squares
 */
public record MomentAge(long first, long second) {
  /** All of the same age. */
  public static MomentAge of(long step) {
    return new MomentAge(step, step);
  }
}
