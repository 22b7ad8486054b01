package rondo.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rondo.data.SequenceLayout;
import rondo.data.Sequences;

/**
 * What one shard takes of a {@link Storage}, until it is closed.
 *
 * <p>Thread use: one thread packs and closes; what is packed may be read by any number.
 */
public final class Space implements AutoCloseable {
  private final Storage storage;
  private final String name;
  private final List<PagedSequences> paged = new ArrayList<>();
  private long bytes; // in memory

  Space(Storage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  /**
   * Reads and packs sequences.
   *
   * @param part for messages: "training"
   * @throws IOException if the input cannot be read
   * @throws rondo.error.RondoException IO if there is no room on the disk
   */
  public Sequences pack(String part, SequenceLayout layout, SequenceSource source)
      throws IOException {
    long before = bytes;
    String full = name + ", " + part;
    Packer packer = new Packer(full, layout, storage, this::take);
    try {
      source.read(packer);
      if (!packer.isPaged()) {
        return packer.store();
      }
      PagedSequences sequences =
          new PagedSequences(full, layout, packer.columns(), () -> again(full, layout, source));
      paged.add(sequences);
      giveBack(bytes - before);
      return sequences;
    } catch (IOException | RuntimeException | Error e) {
      giveBack(bytes - before);
      packer.discard();
      throw e;
    }
  }

  private PagedColumns again(String full, SequenceLayout layout, SequenceSource source)
      throws IOException {
    Packer packer = new Packer(full, layout, storage, null);
    try {
      source.read(packer);
      return packer.columns();
    } catch (IOException | RuntimeException | Error e) {
      packer.discard();
      throw e;
    }
  }

  private boolean take(long wanted) {
    boolean granted = storage.take(wanted);
    bytes += granted ? wanted : 0;
    return granted;
  }

  private void giveBack(long unused) {
    storage.giveBack(unused);
    bytes -= unused;
  }

  /** True if some of it is in pages, and so on this machine alone. */
  public boolean hasPages() {
    return !paged.isEmpty();
  }

  /** Deletes pages, and gives memory back once nobody holds what was packed. */
  @Override
  public void close() {
    paged.forEach(PagedSequences::close);
    paged.clear();
    giveBack(bytes);
  }
}
