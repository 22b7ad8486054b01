package rondo.pages;

import java.util.Arrays;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.model.CounterRandom;

/**
 * Sequences of any layout, as a store to compare with and as a source to pack.
 *
 * @param lengths time steps of each sequence
 */
record RandomSequences(SequenceLayout layout, int[] lengths, long seed) {
  /** So many sequences of 1 to {@code longest} time steps. */
  static RandomSequences of(SequenceLayout layout, int sequences, int longest, long seed) {
    int[] lengths = new int[sequences];
    Arrays.setAll(lengths, s -> 1 + CounterRandom.below(seed, s, longest));
    return new RandomSequences(layout, lengths, seed);
  }

  SequenceStore store() {
    int[] offsets = new int[lengths.length + 1];
    for (int s = 0; s < lengths.length; s++) {
      offsets[s + 1] = offsets[s] + lengths[s];
    }
    int steps = offsets[lengths.length];
    int outputs = Arrays.stream(lengths).map(length -> (int) layout.outputs(length)).sum();
    return new SequenceStore(
        layout,
        offsets,
        ints(steps * layout.tokenColumns(), layout.tokens(), 1),
        floats(steps, layout.featureSize(), 2),
        ints(outputs, layout.classes(), 3),
        floats(outputs, layout.targetSize(), 4),
        ints(lengths.length, layout.sequenceClasses(), 5),
        floats(lengths.length, layout.sequenceTargets(), 6));
  }

  void read(SequenceSink sink) throws java.io.IOException {
    sink.add(store());
  }

  private int[] ints(int count, int kinds, int purpose) {
    if (kinds == 0) {
      return null;
    }
    int[] values = new int[count];
    Arrays.setAll(values, i -> CounterRandom.below(seed + purpose, i, kinds));
    return values;
  }

  /** Null for none; every bit pattern may come, but for kinds of "not a number". */
  private float[] floats(int count, int size, int purpose) {
    if (size == 0) {
      return null;
    }
    float[] values = new float[count * size];
    for (int i = 0; i < values.length; i++) {
      float value =
          Float.intBitsToFloat((int) CounterRandom.key(CounterRandom.key(seed, purpose), i));
      values[i] = Float.isNaN(value) ? -0f : value;
    }
    return values;
  }
}
