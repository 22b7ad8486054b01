package rondo.feature;

import java.io.IOException;

/** Takes the time steps of a sequence as numbers. */
@FunctionalInterface
public interface StepSink {
  /**
   * The next time step.
   *
   * @param tokens one a token column of {@link Features}; valid until this returns
   * @param features so many as {@link Features#featureSize} says; valid until this returns
   */
  void step(int[] tokens, float[] features) throws IOException;
}
