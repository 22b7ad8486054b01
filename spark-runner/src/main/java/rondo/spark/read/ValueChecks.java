package rondo.spark.read;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** What is wrong with a value that is there; null if nothing is. */
final class ValueChecks {
  private ValueChecks() {}

  static BadKind number(double value) {
    return Double.isFinite(value) ? null : BadKind.NOT_FINITE;
  }

  static BadKind text(UTF8String value) {
    return value.isValid() ? null : BadKind.INVALID_UTF8;
  }

  /**
   * Looks at numbers that are one value.
   *
   * @param width how many there must be
   */
  static BadKind numbers(ArrayData list, int width) {
    if (list.numElements() != width) {
      return BadKind.WRONG_WIDTH;
    }
    BadKind problem = null;
    for (int i = 0; i < width; i++) {
      if (list.isNullAt(i)) {
        return BadKind.MISSING;
      }
      problem = Double.isFinite(list.getDouble(i)) ? problem : BadKind.NOT_FINITE;
    }
    return problem;
  }

  /** Looks at texts that are one value. */
  static BadKind texts(ArrayData list) {
    for (int i = 0; i < list.numElements(); i++) {
      BadKind problem = list.isNullAt(i) ? BadKind.MISSING : text(list.getUTF8String(i));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }
}
