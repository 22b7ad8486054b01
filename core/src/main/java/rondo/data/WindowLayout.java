package rondo.data;

import java.io.Serializable;

/**
 * What a time step of series holds, and what a window of it gives to the network: L time steps that
 * are known and H that are forecast, a row each.
 *
 * <p>A stored time step holds the values of the S series, then real inputs of the past, then real
 * inputs that are known for the future too; and tokens, those of the past first.
 *
 * <p>A row of the network's input holds
 *
 * <ol>
 *   <li>S values less the level of the window; 0 in forecast rows
 *   <li>inputs of the past; 0 in forecast rows
 *   <li>inputs that are known for the future
 *   <li>0 in known rows, 1 in forecast rows
 *   <li>with a season, S values of one season before (the last one that is known) less the level; 0
 *       where that is before the window
 * </ol>
 *
 * <p>Tokens of the past stay what they were last in forecast rows. So nothing after the L known
 * time steps enters but what is known for the future.
 *
 * @param context L
 * @param horizon H
 * @param series S
 * @param pastTokens tokens of the past a time step
 * @param knownTokens tokens that are known for the future
 * @param pastFeatures real inputs of the past a time step
 * @param knownFeatures real inputs that are known for the future
 * @param season time steps of a season, at most L; 0: none
 * @param level what is subtracted from the values of a window
 */
public record WindowLayout(
    int context,
    int horizon,
    int series,
    int pastTokens,
    int knownTokens,
    int pastFeatures,
    int knownFeatures,
    int season,
    Level level)
    implements Serializable {
  /**
   * What is subtracted from the values of a window, of each series its own, so that a window looks
   * the same wherever the series has drifted to.
   */
  public enum Level {
    /** Nothing. */
    NONE,
    /** The last known value. */
    LAST,
    /** The mean of the known values. */
    MEAN,
    /**
     * Of what is seen the mean of the known values; of what is forecast the value one season before
     * (the last one that is known), so that the network learns what a season changes.
     */
    SEASON
  }

  /**
   * @throws IllegalArgumentException if a size is out of range
   */
  public WindowLayout {
    require("window", context, 1, 1 << 20);
    require("horizon", horizon, 1, 1 << 20);
    require("series", series, 1, 1 << 16);
    require("season", season, 0, context);
    require("past tokens", pastTokens, 0, 64);
    require("known tokens", knownTokens, 0, 64);
    require("past features", pastFeatures, 0, 1 << 24);
    require("known features", knownFeatures, 0, 1 << 24);
    if (level == Level.SEASON) {
      require("season", season, 1, context);
    }
  }

  /** L + H. */
  public int steps() {
    return context + horizon;
  }

  /** Tokens a time step. */
  public int tokens() {
    return pastTokens + knownTokens;
  }

  /** Real numbers of a stored time step. */
  public int stored() {
    return series + pastFeatures + knownFeatures;
  }

  /** Real numbers of a row of the network's input. */
  public int inputs() {
    return stored() + 1 + (season > 0 ? series : 0);
  }

  private static void require(String name, int got, int low, int high) {
    if (got < low || got > high) {
      throw new IllegalArgumentException(
          name + ": got " + got + ", expected " + low + " to " + high);
    }
  }
}
