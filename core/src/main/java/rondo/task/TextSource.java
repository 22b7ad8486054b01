package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import rondo.data.ByteSpace;
import rondo.data.FileAccess;

/**
 * The files of a text, and where it may be cut.
 *
 * @param atSpaces whether it is cut before white space alone, so that words stay whole; else before
 *     any character
 */
record TextSource(FileAccess files, ByteSpace space, boolean atSpaces) implements Serializable {
  /** The first position from {@code position} on at which the text may be cut. */
  long snap(long position) throws IOException {
    return atSpaces ? space.snapToSpace(files, position) : space.snap(files, position);
  }

  /** Where parts of so many bytes at most, about, begin of a stretch; then its end. */
  long[] cuts(long from, long to, long partBytes) throws IOException {
    int slices = Math.toIntExact((to - from + partBytes - 1) / partBytes);
    long[] cuts = new long[slices + 1];
    cuts[0] = from;
    for (int slice = 1; slice <= slices; slice++) {
      cuts[slice] =
          atSpaces ? spaceCut(from, to, slice, slices) : space.cut(files, from, to, slice, slices);
    }
    return cuts;
  }

  private long spaceCut(long from, long to, int slice, int slices) throws IOException {
    if (slice == slices) {
      return to;
    }
    long length = to - from;
    long whole = length / slices * slice;
    return Math.min(to, snap(from + whole + length % slices * slice / slices));
  }
}
