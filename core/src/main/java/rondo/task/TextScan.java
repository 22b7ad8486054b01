package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import rondo.data.ByteRange;
import rondo.data.FileAccess;
import rondo.data.TextInput;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.error.RondoException;

/**
 * What one part of a text holds. Bad data is a result and no failure, so that a cluster does not
 * try the part again, and of several problems always the first one is told.
 *
 * @param counts its characters up to the problem
 * @param problem what is wrong with it, or null
 */
record TextScan(CharacterCounts counts, String problem) implements Serializable {
  static TextScan of(FileAccess files, ByteRange[] part) {
    CharacterCounter counter = new CharacterCounter();
    try {
      for (ByteRange range : part) {
        TextInput.forEach(files, range, counter);
      }
    } catch (RondoException e) {
      return new TextScan(counter.counts(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TextScan(counter.counts(), null);
  }
}
