package rondo.local;

import java.io.IOException;
import rondo.data.Split;
import rondo.table.FilterTableReader;
import rondo.table.TableReader;

/**
 * Reads series as another reader does, and remembers where the part of interest is in the one at
 * hand, and its last values. The parts of a series follow each other.
 *
 * <p>Thread use: one thread. It is closed with the other reader.
 */
final class SeriesPart extends FilterTableReader {
  private final Split part;
  private final int[] fields;
  private final double[][] ring; // (time steps that are remembered, fields)
  private long seen; // time steps of the series
  private long from; // those of the part: from here
  private long to; // up to here

  /**
   * @param fields of a time step, numbers, whose values are remembered
   * @param steps time steps that they are remembered of; above 0
   */
  SeriesPart(TableReader reader, Split part, int[] fields, int steps) {
    super(reader);
    this.part = part;
    this.fields = fields;
    this.ring = new double[steps][fields.length];
  }

  /** Whether time steps of the series, which were read, are all of the part. */
  boolean holds(long first, int count) {
    return first >= from && first + count <= to;
  }

  /**
   * The values of a field in {@code count} time steps before place {@code end}, oldest first; they
   * must be remembered.
   */
  double[] before(long end, int count, int field) {
    if (count > end || end > seen || end - count < seen - ring.length) {
      throw new IllegalArgumentException(
          "values: got " + count + " before " + end + ", expected some of the last " + ring.length);
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = ring[(int) ((end - count + i) % ring.length)][field];
    }
    return values;
  }

  @Override
  public boolean nextSequence() throws IOException {
    seen = 0;
    from = 0;
    to = 0;
    return in.nextSequence();
  }

  @Override
  public boolean nextStep() throws IOException {
    if (!in.nextStep()) {
      return false;
    }
    if (in.split() == part) {
      from = to == seen ? from : seen;
      to = seen + 1;
    }
    double[] values = ring[(int) (seen % ring.length)];
    for (int i = 0; i < fields.length; i++) {
      values[i] = in.step().number(fields[i]);
    }
    seen++;
    return true;
  }
}
