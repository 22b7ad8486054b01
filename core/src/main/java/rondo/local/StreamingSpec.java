package rondo.local;

import rondo.anomaly.SurpriseScore;

/**
 * How a {@link StreamingDetector} learns a series.
 *
 * @param learning values at the beginning that it learns from before it judges any
 * @param memory values that it remembers and goes on learning from
 * @param hidden units of its recurrent layer
 * @param window time steps that it learns from at a time
 * @param batch windows in a step of learning
 * @param steps steps of learning at the end of the beginning
 * @param every values after which it takes one more step
 * @param learningRate of the optimizer (Adam); it falls to a fifth at the beginning, and stays
 *     there
 * @param surprise from errors to scores; its units are those of scaled values
 * @param seed of initial parameters and of the choice of windows
 */
public record StreamingSpec(
    int learning,
    int memory,
    int hidden,
    int window,
    int batch,
    int steps,
    int every,
    double learningRate,
    SurpriseScore.Spec surprise,
    long seed) {
  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public StreamingSpec {
    requireRange("window", window, 2, 1 << 16);
    requireRange("learning", learning, window + 2L, 1 << 24);
    requireRange("memory", memory, learning, 1 << 24);
    requireRange("hidden", hidden, 1, 1 << 12);
    requireRange("batch", batch, 1, 1 << 12);
    requireRange("steps", steps, 1, 1 << 24);
    requireRange("every", every, 1, 1 << 24);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "learningRate: got " + learningRate + ", expected more than 0, at most 1");
    }
  }

  private static void requireRange(String name, long got, long least, long most) {
    if (got < least || got > most) {
      throw new IllegalArgumentException(
          name + ": got " + got + ", expected " + least + " to " + most);
    }
  }

  /**
   * What is good for series of some thousand values.
   *
   * @param learning values at the beginning that are learned from before any is judged, 50 at least
   */
  public static StreamingSpec of(int learning) {
    SurpriseScore.Spec surprise =
        new SurpriseScore.Spec(3, 2.0 * learning, learning / 10, 0.1, 0.2, 0.05);
    int memory = Math.max(learning, 4096);
    return new StreamingSpec(learning, memory, 16, 48, 8, 400, 16, 5e-3, surprise, 1);
  }

  /** The same with another seed. */
  public StreamingSpec withSeed(long other) {
    return new StreamingSpec(
        learning, memory, hidden, window, batch, steps, every, learningRate, surprise, other);
  }
}
