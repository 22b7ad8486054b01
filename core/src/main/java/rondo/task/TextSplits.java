package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import rondo.data.ByteSpace;
import rondo.data.FileAccess;
import rondo.data.Split;

/**
 * Where the parts of a text lie: training, validation and test one after the other.
 *
 * @param trainEnd position in the {@link ByteSpace}
 */
record TextSplits(long trainEnd, long validationEnd, long testEnd) implements Serializable {
  /** Parts of so many bytes as the fractions say, but for the move to a character. */
  static TextSplits of(DataSpec data, FileAccess files, ByteSpace space) throws IOException {
    double length = space.length();
    long trainEnd = Math.round(length * (1 - data.validation() - data.test()));
    long validationEnd = Math.round(length * (1 - data.test()));
    return new TextSplits(
        space.snap(files, Math.max(0, trainEnd)),
        space.snap(files, Math.max(0, validationEnd)),
        space.length());
  }

  long from(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> trainEnd;
      case TEST -> validationEnd;
    };
  }

  long to(Split split) {
    return switch (split) {
      case TRAIN -> trainEnd;
      case VALIDATION -> validationEnd;
      case TEST -> testEnd;
    };
  }
}
