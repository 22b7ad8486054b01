package rondo.task;

import java.io.Serializable;
import rondo.data.WindowLayout;

/**
 * How long series become sequences.
 *
 * @param length time steps that a window shows; 0: a series is one sequence
 * @param stride time steps from the beginning of a window to that of the next
 * @param horizon time steps after a window that are forecast; 0 where nothing is forecast
 * @param normalize of forecasting: what is subtracted from the values of each window
 */
public record WindowSpec(int length, int stride, int horizon, WindowLayout.Level normalize)
    implements Serializable {
  /** Series as they are. */
  public static final WindowSpec NONE = new WindowSpec(0, 1, 0);

  /** Less the last value of each window. */
  public WindowSpec(int length, int stride, int horizon) {
    this(length, stride, horizon, WindowLayout.Level.LAST);
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public WindowSpec {
    require("window", length, 0);
    require("stride", stride, 1);
    require("horizon", horizon, 0);
  }

  private static void require(String name, int got, int least) {
    if (got < least || got > 1 << 20) {
      throw new IllegalArgumentException(
          name + ": got " + got + ", expected " + least + " to " + (1 << 20));
    }
  }
}
