package rondo.data;

/** Lays out sequences by time. */
final class RaggedBatch {
  private RaggedBatch() {}

  /**
   * @param members sequences of the store, longest first
   */
  static Batch of(Sequences store, int[] members) {
    int longest = store.length(members[0]);
    int[] active = new int[longest];
    for (int member : members) {
      for (int t = 0; t < store.length(member); t++) {
        active[t]++;
      }
    }
    int[] rowOffset = new int[longest + 1];
    for (int t = 0; t < longest; t++) {
      rowOffset[t + 1] = rowOffset[t] + active[t];
    }
    int[] ends = ends(active, rowOffset, members.length);
    int rows = rowOffset[longest];
    int features = store.featureSize();
    boolean last = store.lastOnly();
    int outputs = last ? members.length : rows;
    int[] tokens = store.hasTokens() ? new int[rows] : null;
    float[] real = features > 0 ? new float[rows * features] : null;
    int[] classes = store.hasClasses() ? new int[outputs] : null;
    float[] values = store.targetSize() > 0 ? new float[outputs * store.targetSize()] : null;
    int[] ints = new int[longest];
    float[] floats = new float[longest * Math.max(features, store.targetSize())];
    for (int b = 0; b < members.length; b++) {
      int length = store.length(members[b]);
      long from = store.offset(members[b]);
      if (tokens != null) {
        store.tokens(from, length, ints);
        scatter(ints, length, tokens, rowOffset, b);
      }
      if (real != null) {
        store.features(from, length, floats);
        scatter(floats, features, length, real, rowOffset, b);
      }
      if (classes != null && !last) {
        store.classes(from, length, ints);
        scatter(ints, length, classes, rowOffset, b);
      }
      if (values != null && !last) {
        store.targets(from, length, floats);
        scatter(floats, store.targetSize(), length, values, rowOffset, b);
      }
    }
    if (last) {
      lastTargets(store, members, order(active), classes, values);
    }
    return new Batch(active, tokens, real, features, last ? ends : null, classes, values, false);
  }

  /** The rows at which sequences end, ascending. */
  private static int[] ends(int[] active, int[] rowOffset, int sequences) {
    int[] order = order(active);
    int[] ends = new int[sequences];
    int t = 0;
    for (int i = 0; i < sequences; i++) {
      while (t + 1 < active.length && order[i] < active[t + 1]) {
        t++;
      }
      ends[i] = rowOffset[t] + order[i];
    }
    return ends;
  }

  /** The sequences in the order in which they end; those that end together as they stand. */
  private static int[] order(int[] active) {
    int[] order = new int[active[0]];
    int ended = 0;
    for (int t = 0; t < active.length; t++) {
      int going = t + 1 < active.length ? active[t + 1] : 0;
      for (int b = going; b < active[t]; b++) {
        order[ended++] = b;
      }
    }
    return order;
  }

  private static void lastTargets(
      Sequences store, int[] members, int[] order, int[] classes, float[] values) {
    int[] one = new int[1];
    int size = store.targetSize();
    float[] row = new float[size];
    for (int i = 0; i < order.length; i++) {
      if (classes != null) {
        store.classes(members[order[i]], 1, one);
        classes[i] = one[0];
      }
      if (values != null) {
        store.targets(members[order[i]], 1, row);
        System.arraycopy(row, 0, values, i * size, size);
      }
    }
  }

  private static void scatter(int[] from, int length, int[] to, int[] rowOffset, int b) {
    for (int t = 0; t < length; t++) {
      to[rowOffset[t] + b] = from[t];
    }
  }

  private static void scatter(
      float[] from, int width, int length, float[] to, int[] rowOffset, int b) {
    for (int t = 0; t < length; t++) {
      System.arraycopy(from, t * width, to, (rowOffset[t] + b) * width, width);
    }
  }
}
