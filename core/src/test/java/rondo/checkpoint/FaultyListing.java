package rondo.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The files of a folder, whose second half may be lost. */
final class FaultyListing implements DirectoryStream<Path> {
  private final List<Path> paths;
  private final Faults faults;

  FaultyListing(List<Path> paths, Faults faults) {
    this.paths = paths;
    this.faults = faults;
  }

  @Override
  public Iterator<Path> iterator() {
    Iterator<Path> iterator = paths.iterator();
    return new Iterator<>() {
      private int given;

      @Override
      public boolean hasNext() {
        if (given == paths.size() / 2) {
          try {
            faults.look(() -> null);
          } catch (IOException e) {
            throw new DirectoryIteratorException(e);
          }
        }
        return iterator.hasNext();
      }

      @Override
      public Path next() {
        given++;
        return iterator.next();
      }
    };
  }

  @Override
  public void close() {}
}
