package rondo.pages;

import java.io.IOException;
import rondo.data.SequenceSink;

/** The input of some sequences, which can be read again: the same sequences each time. */
@FunctionalInterface
public interface SequenceSource {
  /** Gives all sequences to {@code sink}. */
  void read(SequenceSink sink) throws IOException;
}
