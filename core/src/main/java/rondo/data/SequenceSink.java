package rondo.data;

import java.io.IOException;

/**
 * Takes sequences as they are read, piece by piece, so that nobody has to hold all of them. Each
 * kind of number comes in its own order; a sequence ends where {@link #end} says so.
 *
 * <p>Thread use: one thread.
 */
public interface SequenceSink {
  /** Tells beforehand how many time steps will come at most. */
  void expect(long timeSteps);

  /**
   * The next tokens, {@code values[from]} to {@code values[from + count - 1]}; those of a time step
   * together.
   */
  void tokens(int[] values, int from, int count) throws IOException;

  /** The next real inputs: {@code count} numbers, those of a time step together. */
  void features(float[] values, int from, int count) throws IOException;

  /** The next target classes: of the time steps that have one, in order. */
  void classes(int[] values, int from, int count) throws IOException;

  /** The next real or 0/1 targets: {@code count} numbers. */
  void targets(float[] values, int from, int count) throws IOException;

  /** The target class of the sequence that has not ended yet. */
  void sequenceClass(int value) throws IOException;

  /** The real or 0/1 targets of the sequence that has not ended yet. */
  void sequenceTargets(float[] values) throws IOException;

  /** Ends a sequence: the time steps that came since the last one ended. */
  void end() throws IOException;

  /** All sequences of a store. */
  default void add(SequenceStore store) throws IOException {
    SequenceLayout layout = store.layout();
    int columns = layout.tokenColumns();
    int size = layout.featureSize();
    int values = layout.targetSize();
    for (int s = 0; s < store.size(); s++) {
      int from = store.offsets[s];
      int steps = store.length(s);
      int first = store.firstOutput(s);
      int outputs = store.outputs(s);
      if (store.tokens != null) {
        tokens(store.tokens, from * columns, steps * columns);
      }
      if (store.features != null) {
        features(store.features, from * size, steps * size);
      }
      if (store.targetClasses != null) {
        classes(store.targetClasses, first, outputs);
      }
      if (store.targetValues != null) {
        targets(store.targetValues, first * values, outputs * values);
      }
      if (store.sequenceClasses != null) {
        sequenceClass(store.sequenceClasses[s]);
      }
      if (store.sequenceValues != null) {
        float[] whole = new float[layout.sequenceTargets()];
        store.sequenceTargets(s, whole);
        sequenceTargets(whole);
      }
      end();
    }
  }
}
