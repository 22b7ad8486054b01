package rondo.optim;

import java.io.Serializable;

/**
 * How the learning rate changes, as a factor on the peak rate. Every kind starts with {@code
 * warmup} of all steps in which the factor grows linearly from 0 to 1.
 *
 * @param warmup fraction of all steps, 0 to 1
 * @param every epochs between two steps of STEP
 * @param factor what STEP and PLATEAU multiply by; what EXPONENTIAL multiplies by each epoch after
 *     {@code hold}
 * @param hold epochs before EXPONENTIAL begins to decay
 * @param floor what COSINE ends at, and below which no kind goes, as a factor
 * @param patience epochs without a better validation loss before PLATEAU acts
 */
public record ScheduleSpec(
    Kind kind, double warmup, double every, double factor, double hold, double floor, int patience)
    implements Serializable {

  /** The schedules. */
  public enum Kind {
    CONSTANT,
    STEP,
    EXPONENTIAL,
    COSINE,
    PLATEAU
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ScheduleSpec {
    require("warmup", warmup, warmup >= 0 && warmup < 1, "0 <= warmup < 1");
    require("every", every, every > 0, "a number of epochs above 0");
    require("factor", factor, factor > 0 && factor <= 1, "0 < factor <= 1");
    require("hold", hold, hold >= 0, "a number of epochs of at least 0");
    require("floor", floor, floor >= 0 && floor <= 1, "0 <= floor <= 1");
    if (patience < 1) {
      throw new IllegalArgumentException(
          "patience: got " + patience + ", expected at least 1 epoch");
    }
  }

  /** The learning rate stays as it is. */
  public static ScheduleSpec constant() {
    return new ScheduleSpec(Kind.CONSTANT, 0, 1, 1, 0, 0, 1);
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got)) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
