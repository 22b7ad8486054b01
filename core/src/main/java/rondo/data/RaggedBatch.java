package rondo.data;

/**
 * Lays out sequences by time. As the longest come first, the rows of a time step that have an
 * output, where only the last ones of each sequence do, are neighbours: those of the sequences that
 * end within {@code tail} time steps.
 */
final class RaggedBatch {
  private final Sequences store;
  private final int[] members;
  private final SequenceLayout layout;
  private final int[] active; // (T)
  private final int[] rowOffset; // (T + 1)
  private final int[] place; // (T): output of row (t, b) is place[t] + b

  private RaggedBatch(Sequences store, int[] members) {
    this.store = store;
    this.members = members;
    this.layout = store.layout();
    this.active = new int[store.length(members[0])];
    for (int member : members) {
      for (int t = 0; t < store.length(member); t++) {
        active[t]++;
      }
    }
    this.rowOffset = new int[active.length + 1];
    this.place = new int[active.length];
    int outputs = 0;
    for (int t = 0; t < active.length; t++) {
      rowOffset[t + 1] = Math.addExact(rowOffset[t], active[t]);
      place[t] = outputs - firstOutput(t);
      outputs += active[t] - firstOutput(t);
    }
  }

  /**
   * @param members sequences of the store, longest first, none of them empty
   */
  static Batch of(Sequences store, int[] members) {
    return new RaggedBatch(store, members).build();
  }

  /** The first sequence that has an output at time {@code t}; all after it have one, too. */
  private int firstOutput(int t) {
    int tail = layout.tail();
    return tail == 0 || t >= active.length - tail ? 0 : active[t + tail];
  }

  private Batch build() {
    int rows = rowOffset[active.length];
    int longest = active.length;
    int columns = layout.tokenColumns();
    int features = layout.featureSize();
    int size = layout.targetSize();
    int[] outputRows = layout.tail() == 0 ? null : outputRows();
    int outputs = outputRows == null ? rows : outputRows.length;
    int[] tokens = columns > 0 ? new int[Math.multiplyExact(rows, columns)] : null;
    float[] real = features > 0 ? new float[Math.multiplyExact(rows, features)] : null;
    int[] classes = layout.classes() > 0 ? new int[outputs] : null;
    float[] values = size > 0 ? new float[Math.multiplyExact(outputs, size)] : null;
    int[] ints = new int[longest * Math.max(1, columns)];
    float[] floats = new float[longest * Math.max(features, size)];
    for (int b = 0; b < members.length; b++) {
      int s = members[b];
      int length = store.length(s);
      int first = length - store.outputs(s); // time step that has the first output
      if (tokens != null) {
        store.tokens(store.offset(s), length, ints);
        scatter(ints, columns, 0, length, tokens, rowOffset, b);
      }
      if (real != null) {
        store.features(store.offset(s), length, floats);
        scatter(floats, features, 0, length, real, rowOffset, b);
      }
      if (classes != null) {
        store.classes(s, ints);
        scatter(ints, 1, first, length, classes, place, b);
      }
      if (values != null) {
        store.targets(s, floats);
        scatter(floats, size, first, length, values, place, b);
      }
    }
    return new Batch(
        active,
        tokens,
        columns,
        real,
        features,
        outputRows,
        classes,
        values,
        layout.sequenceClasses() > 0 ? sequenceClasses() : null,
        layout.sequenceTargets() > 0 ? sequenceValues() : null,
        false);
  }

  /** The rows that have an output, ascending. */
  private int[] outputRows() {
    int last = active.length - 1;
    int[] rows = new int[place[last] + active[last]];
    for (int t = 0; t < active.length; t++) {
      for (int b = firstOutput(t); b < active[t]; b++) {
        rows[place[t] + b] = rowOffset[t] + b;
      }
    }
    return rows;
  }

  private int[] sequenceClasses() {
    int[] classes = new int[members.length];
    for (int b = 0; b < members.length; b++) {
      classes[b] = store.sequenceClass(members[b]);
    }
    return classes;
  }

  private float[] sequenceValues() {
    int size = layout.sequenceTargets();
    float[] values = new float[Math.multiplyExact(members.length, size)];
    float[] one = new float[size];
    for (int b = 0; b < members.length; b++) {
      store.sequenceTargets(members[b], one);
      System.arraycopy(one, 0, values, b * size, size);
    }
    return values;
  }

  /** Puts what belongs to time steps {@code first} to {@code length} - 1 at place[t] + b. */
  private static void scatter(
      int[] from, int width, int first, int length, int[] to, int[] place, int b) {
    if (width == 1) {
      for (int t = first; t < length; t++) {
        to[place[t] + b] = from[t - first];
      }
      return;
    }
    for (int t = first; t < length; t++) {
      System.arraycopy(from, (t - first) * width, to, (place[t] + b) * width, width);
    }
  }

  private static void scatter(
      float[] from, int width, int first, int length, float[] to, int[] place, int b) {
    for (int t = first; t < length; t++) {
      System.arraycopy(from, (t - first) * width, to, (place[t] + b) * width, width);
    }
  }
}
