package rondo.pages;

import java.util.EnumMap;
import java.util.Map;
import rondo.data.SequenceLayout;

/**
 * The columns of some sequences in pages, and where each sequence begins in them, in memory: 8
 * bytes a sequence, and 8 more where more than one time step at its end has targets.
 *
 * <p>Thread use: any number of threads.
 */
final class PagedColumns {
  private final SequenceLayout layout;
  private final long[] offsets; // first time step of each sequence, then the number of all
  private final long[] firstOutputs; // null where it follows from the offset or the number
  private final Map<ColumnKind, Column> columns;
  private final long fingerprint;

  PagedColumns(
      SequenceLayout layout, long[] offsets, Map<ColumnKind, Column> columns, long fingerprint) {
    this.layout = layout;
    this.offsets = offsets;
    this.firstOutputs = layout.tail() > 1 ? firstOutputs() : null;
    this.columns = new EnumMap<>(columns);
    this.fingerprint = fingerprint;
  }

  private long[] firstOutputs() {
    long[] first = new long[offsets.length];
    for (int s = 0; s < size(); s++) {
      first[s + 1] = first[s] + layout.outputs(offsets[s + 1] - offsets[s]);
    }
    return first;
  }

  int size() {
    return offsets.length - 1;
  }

  /** First time step of sequence {@code s}. */
  long offset(int s) {
    return offsets[s];
  }

  /** Targets of time steps in the sequences before {@code s}. */
  long firstOutput(int s) {
    if (firstOutputs != null) {
      return firstOutputs[s];
    }
    return layout.tail() == 0 ? offsets[s] : s;
  }

  /** Copies the numbers of {@code count} time steps, targets or sequences. */
  void copy(ColumnKind kind, long from, int count, int[] to) throws LostPagesException {
    int size = kind.size(layout);
    columns.get(kind).copy(from * size, count * size, to);
  }

  /** As above, real ones. */
  void copy(ColumnKind kind, long from, int count, float[] to) throws LostPagesException {
    int size = kind.size(layout);
    columns.get(kind).copy(from * size, count * size, to);
  }

  long fingerprint() {
    return fingerprint;
  }

  /** Deletes the files. */
  void close() {
    columns.values().forEach(Column::close);
  }
}
