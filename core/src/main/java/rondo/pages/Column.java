package rondo.pages;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of one width in a {@link PageFile}.
 *
 * <p>Thread use: any number of threads.
 */
final class Column {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final PagePool pool;
  private final PageFile file;
  private final int width;
  private final int numbersPerPage;

  Column(PagePool pool, PageFile file, int width) {
    this.pool = pool;
    this.file = file;
    this.width = width;
    this.numbersPerPage = PagePool.PAGE / width;
  }

  /** The bytes of a number that tells so many kinds apart: 1, 2 or 4. */
  static int width(int kinds) {
    return kinds <= 1 << 8 ? 1 : kinds <= 1 << 16 ? 2 : 4;
  }

  /** Copies numbers to the start of an array. */
  void copy(long from, int count, int[] to) throws LostPagesException {
    for (int done = 0; done < count; ) {
      int page = (int) ((from + done) / numbersPerPage);
      int first = (int) ((from + done) % numbersPerPage);
      int size = Math.min(count - done, numbersPerPage - first);
      synchronized (pool) {
        decode(pool.page(file, page), first * width, to, done, size);
      }
      done += size;
    }
  }

  private void decode(byte[] bytes, int at, int[] to, int done, int size) {
    switch (width) {
      case 1 -> {
        for (int i = 0; i < size; i++) {
          to[done + i] = bytes[at + i] & 0xFF;
        }
      }
      case 2 -> {
        for (int i = 0; i < size; i++) {
          to[done + i] = (short) SHORTS.get(bytes, at + 2 * i) & 0xFFFF;
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          to[done + i] = (int) INTS.get(bytes, at + 4 * i);
        }
      }
    }
  }

  /** Copies numbers to the start of an array. */
  void copy(long from, int count, float[] to) throws LostPagesException {
    for (int done = 0; done < count; ) {
      int page = (int) ((from + done) / numbersPerPage);
      int first = (int) ((from + done) % numbersPerPage);
      int size = Math.min(count - done, numbersPerPage - first);
      synchronized (pool) {
        byte[] bytes = pool.page(file, page);
        for (int i = 0; i < size; i++) {
          to[done + i] = (float) FLOATS.get(bytes, 4 * (first + i));
        }
      }
      done += size;
    }
  }

  /** Deletes the file. */
  void close() {
    pool.close(file);
  }
}
