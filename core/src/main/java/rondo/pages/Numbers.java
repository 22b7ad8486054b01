package rondo.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rondo.data.ColumnHash;

/**
 * Numbers in memory as they come, floats as their bits, in pieces: so that they never have to be
 * copied to make room.
 *
 * <p>Thread use: one thread.
 */
final class Numbers {
  private static final int FIRST = 1 << 10;
  private static final int LARGEST = 1 << 16;

  private final List<int[]> pieces = new ArrayList<>();
  private int[] last = {};
  private int filled; // of the last piece
  private int size;

  int size() {
    return size;
  }

  void add(int value) {
    if (filled == last.length) {
      last = new int[last.length == 0 ? FIRST : Math.min(LARGEST, 2 * last.length)];
      pieces.add(last);
      filled = 0;
    }
    last[filled++] = value;
    size++;
  }

  /** All of them, which are gone then. */
  int[] takeInts() {
    int[] all = new int[size];
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int count = Math.min(pieces.get(i).length, size - at);
      System.arraycopy(pieces.get(i), 0, all, at, count);
      pieces.set(i, null);
      at += count;
    }
    return all;
  }

  /** All of them as floats, which are gone then. */
  float[] takeFloats() {
    float[] all = new float[size];
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int[] piece = pieces.set(i, null);
      for (int k = 0; k < piece.length && at < size; k++) {
        all[at++] = Float.intBitsToFloat(piece[k]);
      }
    }
    return all;
  }

  /** Writes all of them, which are gone then. */
  void drainTo(PageWriter writer, ColumnHash hash, boolean real) throws IOException {
    int left = size;
    for (int i = 0; i < pieces.size(); i++) {
      int[] piece = pieces.set(i, null);
      int count = Math.min(piece.length, left);
      left -= count;
      if (real) {
        float[] floats = new float[count];
        for (int k = 0; k < count; k++) {
          floats[k] = Float.intBitsToFloat(piece[k]);
        }
        hash.add(floats, 0, count);
        writer.write(floats, 0, count);
      } else {
        hash.add(piece, 0, count);
        writer.write(piece, 0, count);
      }
    }
  }
}
