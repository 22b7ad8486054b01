package rondo.pages;

import java.util.Locale;
import rondo.data.SequenceLayout;

/** The columns that packed sequences consist of, in the order in which hashes of them are taken. */
enum ColumnKind {
  TOKENS,
  FEATURES,
  CLASSES,
  TARGETS,
  SEQUENCE_CLASSES,
  SEQUENCE_TARGETS;

  /** Its name in the names of files and in messages. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True if it holds real numbers, else whole ones. */
  boolean real() {
    return this == FEATURES || this == TARGETS || this == SEQUENCE_TARGETS;
  }

  /** Numbers of one time step, or of one sequence; 0: there is no such column. */
  int size(SequenceLayout layout) {
    return switch (this) {
      case TOKENS -> layout.tokenColumns();
      case FEATURES -> layout.featureSize();
      case CLASSES -> Math.min(1, layout.classes());
      case TARGETS -> layout.targetSize();
      case SEQUENCE_CLASSES -> Math.min(1, layout.sequenceClasses());
      case SEQUENCE_TARGETS -> layout.sequenceTargets();
    };
  }

  /** Bytes of a number in pages. */
  int width(SequenceLayout layout) {
    return switch (this) {
      case TOKENS -> Column.width(layout.tokens());
      case CLASSES -> Column.width(layout.classes());
      case SEQUENCE_CLASSES -> Column.width(layout.sequenceClasses());
      case FEATURES, TARGETS, SEQUENCE_TARGETS -> Float.BYTES;
    };
  }

  /** Numbers of it that sequences have. */
  long count(SequenceLayout layout, long sequences, long steps, long outputs) {
    long times =
        switch (this) {
          case TOKENS, FEATURES -> steps;
          case CLASSES, TARGETS -> outputs;
          case SEQUENCE_CLASSES, SEQUENCE_TARGETS -> sequences;
        };
    return times * size(layout);
  }
}
