package rondo.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.data.SequenceLayout;
import rondo.data.Sequences;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Sequences in pages of local files. In memory are where each begins and what the {@link PagePool}
 * holds. Pages that are lost or damaged are packed again from the input.
 *
 * <p>Thread use: any number of threads.
 */
final class PagedSequences implements Sequences {
  private static final Logger LOG = LoggerFactory.getLogger(PagedSequences.class);
  private static final int ATTEMPTS = 3;

  private final String name;
  private final SequenceLayout layout;
  private final Repacking repacking;
  private volatile PagedColumns columns;
  private boolean closed;

  /** Packs the same sequences again. */
  interface Repacking {
    PagedColumns again() throws IOException;
  }

  /** Copies numbers out of the columns. */
  private interface Reading {
    void of(PagedColumns columns) throws LostPagesException;
  }

  PagedSequences(String name, SequenceLayout layout, PagedColumns columns, Repacking repacking) {
    this.name = name;
    this.layout = layout;
    this.columns = columns;
    this.repacking = repacking;
  }

  @Override
  public int size() {
    return columns.size();
  }

  @Override
  public long offset(int s) {
    return columns.offset(s);
  }

  @Override
  public SequenceLayout layout() {
    return layout;
  }

  @Override
  public long fingerprint() {
    return columns.fingerprint();
  }

  @Override
  public void tokens(long step, int count, int[] to) {
    read(now -> now.copy(ColumnKind.TOKENS, step, count, to));
  }

  @Override
  public void features(long step, int count, float[] to) {
    read(now -> now.copy(ColumnKind.FEATURES, step, count, to));
  }

  @Override
  public void classes(int s, int[] to) {
    read(now -> now.copy(ColumnKind.CLASSES, now.firstOutput(s), outputs(s), to));
  }

  @Override
  public void targets(int s, float[] to) {
    read(now -> now.copy(ColumnKind.TARGETS, now.firstOutput(s), outputs(s), to));
  }

  @Override
  public int sequenceClass(int s) {
    int[] one = new int[1];
    read(now -> now.copy(ColumnKind.SEQUENCE_CLASSES, s, 1, one));
    return one[0];
  }

  @Override
  public void sequenceTargets(int s, float[] to) {
    read(now -> now.copy(ColumnKind.SEQUENCE_TARGETS, s, 1, to));
  }

  private void read(Reading reading) {
    for (int attempt = 1; ; attempt++) {
      PagedColumns now = columns;
      try {
        reading.of(now);
        return;
      } catch (LostPagesException e) {
        restore(now, e, attempt);
      }
    }
  }

  /** Packs again what another thread has not packed again already. */
  private synchronized void restore(PagedColumns lost, LostPagesException why, int attempt) {
    if (closed) {
      throw new IllegalStateException("The pages of " + name + " are closed", why);
    }
    if (columns != lost) {
      return;
    }
    if (attempt == ATTEMPTS) {
      throw new UncheckedIOException(
          "The pages of "
              + name
              + " were lost "
              + ATTEMPTS
              + " times in a row ("
              + why.getMessage()
              + "); look after that disk, or name another one with spark.local.dir",
          why);
    }
    LOG.warn("{}: packs {} again from its input", why.getMessage(), name);
    PagedColumns fresh;
    try {
      lost.close();
      fresh = repacking.again();
    } catch (IOException e) {
      e.addSuppressed(why);
      throw new UncheckedIOException(e);
    }
    if (fresh.fingerprint() != lost.fingerprint()) {
      fresh.close();
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The input of "
              + name
              + " is not what it was when it was first read; expected the same data for the whole"
              + " run, so train anew");
    }
    columns = fresh;
  }

  /** Deletes the files. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      columns.close();
    }
  }
}
