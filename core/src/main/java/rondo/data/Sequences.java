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

  /**
   * Which numbers there are. Those of different tokens and classes are bounds: {@link
   * Integer#MAX_VALUE} where nobody has counted them.
   */
  SequenceLayout layout();

  /** Time steps of sequence {@code s} that have targets: those at its end. */
  default int outputs(int s) {
    return (int) layout().outputs(length(s));
  }

  /**
   * Copies the tokens of {@code count} time steps from {@code step} on to the start of an array,
   * those of a time step together.
   */
  void tokens(long step, int count, int[] to);

  /** As {@link #tokens}, the real inputs. */
  void features(long step, int count, float[] to);

  /** Copies the target classes of sequence {@code s}, one for each of its {@link #outputs}. */
  void classes(int s, int[] to);

  /** As {@link #classes}, real or 0/1 targets, those of a time step together. */
  void targets(int s, float[] to);

  /** The target class of sequence {@code s} as a whole. */
  int sequenceClass(int s);

  /** Copies the real or 0/1 targets of sequence {@code s} as a whole. */
  void sequenceTargets(int s, float[] to);

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
