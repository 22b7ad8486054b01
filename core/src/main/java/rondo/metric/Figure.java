package rondo.metric;

import java.io.Serializable;

/**
 * A figure of a metric.
 *
 * @param name in snake case: "macro_f1"
 * @param higherIsBetter whether the model with the higher one is better
 * @param fraction whether it is a fraction, which people read in percent
 */
public record Figure(String name, boolean higherIsBetter, boolean fraction)
    implements Serializable {
  /** A fraction that should be 1. */
  static Figure fraction(String name) {
    return new Figure(name, true, true);
  }

  /** Something that should be 0. */
  static Figure error(String name) {
    return new Figure(name, false, false);
  }

  Figure prefixed(String prefix) {
    return new Figure(prefix + name, higherIsBetter, fraction);
  }
}
