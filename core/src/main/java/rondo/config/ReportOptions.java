package rondo.config;

/**
 * What a run reports beside its losses.
 *
 * @param samples texts that a finished language model writes into the report; with 0 one of music
 *     draws no piece of its own either
 * @param sampleLength tokens of each
 * @param gradientFlow whether the reach of the gradient is recorded
 */
public record ReportOptions(int samples, int sampleLength, boolean gradientFlow) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ReportOptions {
    require("samples", samples, 0, 100);
    require("sample-length", sampleLength, 1, 100_000);
  }

  private static void require(String name, int got, int low, int high) {
    if (got < low || got > high) {
      throw new IllegalArgumentException(
          name + ": got " + got + ", expected " + low + " to " + high);
    }
  }
}
