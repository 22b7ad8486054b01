package rondo.data;

import java.util.Arrays;

/**
 * The packed sequences of one part of a shard, in memory ({@link SequenceStore}) or elsewhere. Time
 * steps are counted over all sequences: sequence s holds the steps {@link #offset}(s) to {@code
 * offset(s + 1)} - 1. What is read does not depend on where it is kept.
 *
 * <p>Thread use: any number of threads.
 *
 * <p>Numbers that cannot be read, and cannot be made anew from the input either, are an {@link
 * java.io.UncheckedIOException}.
 */
public interface Sequences {
  /** Number of sequences. */
  int size();

  /** First time step of sequence {@code s}; s = size gives {@link #timeSteps()}. */
  long offset(int s);

  /** Time steps of all sequences. */
  default long timeSteps() {
    return offset(size());
  }

  /** Time steps of sequence {@code s}. */
  default int length(int s) {
    return Math.toIntExact(offset(s + 1) - offset(s));
  }

  /** True if inputs are tokens; else they are real. */
  boolean hasTokens();

  /** Real inputs a time step; 0 if inputs are tokens. */
  int featureSize();

  /** True if there are target classes. */
  boolean hasClasses();

  /** Real or 0/1 targets of each; 0 if there are none. */
  int targetSize();

  /** True if there is one target a sequence, at its last time step; else one a time step. */
  boolean lastOnly();

  /**
   * Copies the tokens of {@code count} time steps from {@code step} on to the start of an array.
   */
  void tokens(long step, int count, int[] to);

  /** Copies the real inputs of {@code count} time steps, {@link #featureSize} each. */
  void features(long step, int count, float[] to);

  /** Copies {@code count} target classes from that of time step, or sequence, {@code from} on. */
  void classes(long from, int count, int[] to);

  /** As {@link #classes}, real or 0/1 targets, {@link #targetSize} each. */
  void targets(long from, int count, float[] to);

  /** A hash of all that is in it, the same on every machine, wherever it is kept. */
  long fingerprint();

  /** Time steps of the {@code count} longest sequences together, or of all if there are fewer. */
  default int longest(int count) {
    int[] lengths = new int[size()];
    Arrays.setAll(lengths, this::length);
    Arrays.sort(lengths);
    int steps = 0;
    for (int i = Math.max(0, lengths.length - count); i < lengths.length; i++) {
      steps = Math.addExact(steps, lengths[i]);
    }
    return steps;
  }
}
