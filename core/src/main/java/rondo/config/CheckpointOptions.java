package rondo.config;

/**
 * When a run saves all that it needs to go on. The end of a run is always saved.
 *
 * @param minutes between two checkpoints; 0: not by time
 * @param rounds between two checkpoints; 0: not by rounds
 * @param keep latest ones that are kept
 * @param keepEvery those after a multiple of so many rounds are kept for ever; 0: none
 */
public record CheckpointOptions(double minutes, int rounds, int keep, int keepEvery) {
  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public CheckpointOptions {
    require(
        "minutes",
        minutes,
        minutes >= 0 && Double.isFinite(minutes),
        "a number of at least 0; 0 means not by time");
    require("rounds", rounds, rounds >= 0, "at least 1, or 0 for not by rounds");
    require("keep", keep, keep >= 2, "at least 2");
    require("keep-every", keepEvery, keepEvery >= 0, "at least 1, or 0 for none");
  }

  private static void require(String name, Number got, boolean fits, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
