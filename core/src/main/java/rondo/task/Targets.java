package rondo.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be told of sequences, and where a staged table has it.
 *
 * @param tag one text, or a set of texts, a time step; null if there is none
 * @param label one text a sequence, or, of a window, that of its last time step; null if there is
 *     none
 * @param numbers numbers of a sequence, or, of a window, those of its last time step; empty if
 *     there are none
 */
record Targets(TargetColumn tag, TargetColumn label, List<TargetColumn> numbers)
    implements Serializable {
  /** Of data that is only predicted. */
  static final Targets NONE = new Targets(null, null, List.of());

  Targets {
    numbers = new ArrayList<>(numbers);
  }

  /** Whether there is nothing that could be learned or compared. */
  boolean isEmpty() {
    return tag == null && label == null && numbers.isEmpty();
  }
}
