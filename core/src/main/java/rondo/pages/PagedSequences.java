package rondo.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.data.SequenceLayout;
import rondo.data.Sequences;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Sequences in pages of local files. In memory are where each begins (8 bytes a sequence) and what
 * the {@link PagePool} holds. Pages that are lost or damaged are packed again from the input.
 *
 * <p>Thread use: any number of threads.
 */
final class PagedSequences implements Sequences {
  private static final Logger LOG = LoggerFactory.getLogger(PagedSequences.class);
  private static final int ATTEMPTS = 3;

  private final String name;
  private final SequenceLayout layout;
  private final Repacking repacking;
  private volatile Columns columns;
  private boolean closed;

  /** Packs the same sequences again. */
  interface Repacking {
    Columns again() throws IOException;
  }

  /** What is in pages; null for the columns that there are not. */
  static final class Columns {
    private final long[] offsets; // first time step of each sequence, then the number of all
    private final Column tokens;
    private final Column features;
    private final Column classes;
    private final Column targets;
    private final long fingerprint;

    Columns(
        long[] offsets,
        Column tokens,
        Column features,
        Column classes,
        Column targets,
        long fingerprint) {
      this.offsets = offsets;
      this.tokens = tokens;
      this.features = features;
      this.classes = classes;
      this.targets = targets;
      this.fingerprint = fingerprint;
    }

    /** Deletes the files. */
    void close() {
      Stream.of(tokens, features, classes, targets).filter(Objects::nonNull).forEach(Column::close);
    }
  }

  PagedSequences(String name, SequenceLayout layout, Columns columns, Repacking repacking) {
    this.name = name;
    this.layout = layout;
    this.columns = columns;
    this.repacking = repacking;
  }

  @Override
  public int size() {
    return columns.offsets.length - 1;
  }

  @Override
  public long offset(int s) {
    return columns.offsets[s];
  }

  @Override
  public boolean hasTokens() {
    return layout.tokens() > 0;
  }

  @Override
  public int featureSize() {
    return layout.featureSize();
  }

  @Override
  public boolean hasClasses() {
    return layout.classes() > 0;
  }

  @Override
  public int targetSize() {
    return layout.targetSize();
  }

  @Override
  public boolean lastOnly() {
    return layout.tail() == 1;
  }

  @Override
  public long fingerprint() {
    return columns.fingerprint;
  }

  @Override
  public void tokens(long step, int count, int[] to) {
    for (int attempt = 1; ; attempt++) {
      Columns now = columns;
      try {
        now.tokens.copy(step, count, to);
        return;
      } catch (LostPagesException e) {
        restore(now, e, attempt);
      }
    }
  }

  @Override
  public void features(long step, int count, float[] to) {
    int size = layout.featureSize();
    for (int attempt = 1; ; attempt++) {
      Columns now = columns;
      try {
        now.features.copy(step * size, count * size, to);
        return;
      } catch (LostPagesException e) {
        restore(now, e, attempt);
      }
    }
  }

  @Override
  public void classes(long from, int count, int[] to) {
    for (int attempt = 1; ; attempt++) {
      Columns now = columns;
      try {
        now.classes.copy(from, count, to);
        return;
      } catch (LostPagesException e) {
        restore(now, e, attempt);
      }
    }
  }

  @Override
  public void targets(long from, int count, float[] to) {
    int size = layout.targetSize();
    for (int attempt = 1; ; attempt++) {
      Columns now = columns;
      try {
        now.targets.copy(from * size, count * size, to);
        return;
      } catch (LostPagesException e) {
        restore(now, e, attempt);
      }
    }
  }

  /** Packs again what another thread has not packed again already. */
  private synchronized void restore(Columns lost, LostPagesException why, int attempt) {
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
    Columns fresh;
    try {
      lost.close();
      fresh = repacking.again();
    } catch (IOException e) {
      e.addSuppressed(why);
      throw new UncheckedIOException(e);
    }
    if (fresh.fingerprint != lost.fingerprint) {
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
