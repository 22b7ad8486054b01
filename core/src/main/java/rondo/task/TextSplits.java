package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import rondo.data.ByteSpace;
import rondo.data.Split;

/**
 * Where the parts of a text lie: training, validation and test one after the other.
 *
 * @param trainEnd position in the {@link ByteSpace}
 */
record TextSplits(long trainEnd, long validationEnd, long testEnd) implements Serializable {
  /** Parts of so many bytes as the fractions say, but for the move to where text may be cut. */
  static TextSplits of(DataSpec data, TextSource source) throws IOException {
    double length = source.space().length();
    long trainEnd = Math.round(length * (1 - data.validation() - data.test()));
    long validationEnd = Math.round(length * (1 - data.test()));
    return new TextSplits(
        source.snap(Math.max(0, trainEnd)),
        source.snap(Math.max(0, validationEnd)),
        source.space().length());
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
