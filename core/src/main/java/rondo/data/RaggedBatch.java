package rondo.data;

/** Lays out sequences of a store by time. */
final class RaggedBatch {
  private RaggedBatch() {}

  /**
   * @param members sequences of the store, longest first
   */
  static Batch of(SequenceStore store, int[] members) {
    int[] active = active(store, members);
    int rows = 0;
    for (int count : active) {
      rows += count;
    }
    int[] steps = new int[rows]; // time step in the store of each row
    int[] ends = new int[members.length]; // rows of the last time steps
    int[] ending = new int[members.length]; // the sequences that end there
    int row = 0;
    int ended = 0;
    for (int t = 0; t < active.length; t++) {
      for (int b = 0; b < active[t]; b++, row++) {
        steps[row] = store.offsets[members[b]] + t;
        if (t + 1 == store.length(members[b])) {
          ends[ended] = row;
          ending[ended++] = members[b];
        }
      }
    }
    int[] targets = store.lastOnly ? ending : steps;
    return new Batch(
        active,
        gather(store.tokens, steps),
        gather(store.features, store.featureSize, steps),
        store.featureSize,
        store.lastOnly ? ends : null,
        gather(store.targetClasses, targets),
        gather(store.targetValues, store.targetSize, targets),
        false);
  }

  private static int[] active(SequenceStore store, int[] members) {
    int[] active = new int[store.length(members[0])];
    for (int member : members) {
      for (int t = 0; t < store.length(member); t++) {
        active[t]++;
      }
    }
    return active;
  }

  private static int[] gather(int[] values, int[] indexes) {
    if (values == null) {
      return null;
    }
    int[] gathered = new int[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      gathered[i] = values[indexes[i]];
    }
    return gathered;
  }

  private static float[] gather(float[] values, int width, int[] indexes) {
    if (values == null) {
      return null;
    }
    float[] gathered = new float[indexes.length * width];
    for (int i = 0; i < indexes.length; i++) {
      System.arraycopy(values, indexes[i] * width, gathered, i * width, width);
    }
    return gathered;
  }
}
