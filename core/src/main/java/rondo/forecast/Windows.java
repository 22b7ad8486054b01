package rondo.forecast;

import java.io.Serializable;

/**
 * Windows of a series: {@code context} time steps that are shown, then {@code horizon} time steps
 * that are forecast. Also what a forecast is tested back with: with a stride of 1 each time step is
 * forecast from every distance.
 *
 * @param context L, time steps that a window shows
 * @param horizon H, time steps after them that are forecast
 * @param stride time steps from the beginning of a window to that of the next
 */
public record Windows(int context, int horizon, int stride) implements Serializable {
  private static final int MOST = 1 << 20;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Windows {
    require("context", context);
    require("horizon", horizon);
    require("stride", stride);
  }

  /** L + H: time steps of a window. */
  public int steps() {
    return context + horizon;
  }

  /** Windows of a series of {@code length} time steps; 0 if it is shorter than one. */
  public long count(long length) {
    return length < steps() ? 0 : (length - steps()) / stride + 1;
  }

  /** The first time step of a window, 0 <= window < {@link #count}. */
  public long first(long window) {
    return window * stride;
  }

  private static void require(String name, int got) {
    if (got < 1 || got > MOST) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected 1 to " + MOST);
    }
  }
}
