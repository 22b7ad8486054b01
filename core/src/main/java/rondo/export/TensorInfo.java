package rondo.export;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param shape sizes, outermost first; empty for a single number
 * @param begin first byte, counted from the start of the data
 * @param end byte after the last one
 */
record TensorInfo(String name, Type type, List<Integer> shape, long begin, long end) {

  /** Number formats that we read the headers of. */
  enum Type {
    F32(4),
    F64(8),
    I32(4),
    I64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
      return bytes;
    }
  }

  /** What begin and end must differ by; throws ArithmeticException if no long can hold it. */
  static long byteLength(Type type, List<Integer> shape) {
    long length = type.bytes();
    for (int size : shape) {
      length = Math.multiplyExact(length, size);
    }
    return length;
  }
}
