package rondo.pages;

/**
 * The pages of this JVM that are in memory: those that were read last. All files share it, so that
 * memory does not grow with the data or with the number of shards.
 *
 * <p>Thread use: whoever reads a page holds the lock of the pool until the numbers are copied.
 */
public final class PagePool {
  /**
   * Bytes of a page. Each stream of a text reads at a place of its own, so there should be room for
   * as many pages as there are streams: 1.6 MB for 100 of them. On the other side, a page of 16 KiB
   * is read once for more than a hundred batches of a hundred time steps.
   */
  static final int PAGE = 1 << 14;

  private static final int LEAST = 1 << 20; // bytes
  private static final int MOST = 1 << 28;

  private final int capacity;
  private final Frame ends = new Frame(null); // next: the page read last; before: longest ago
  private int size;

  /** A page in memory. */
  static final class Frame {
    private final byte[] bytes;
    private PageFile file; // null: free
    private int page;
    private Frame before;
    private Frame next;

    private Frame(byte[] bytes) {
      this.bytes = bytes;
      this.before = this;
      this.next = this;
    }
  }

  /**
   * @param capacity most pages, at least 1
   */
  public PagePool(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: got " + capacity + ", expected at least 1");
    }
    this.capacity = capacity;
  }

  /** At most one sixteenth of a heap of so many bytes, 1 MiB at least and 256 MiB at most. */
  public static PagePool forHeap(long heap) {
    return new PagePool((int) Math.max(LEAST, Math.min(MOST, heap / 16)) / PAGE);
  }

  /** The bytes of a page, until the caller gives up the lock of this pool. */
  byte[] page(PageFile file, int page) throws LostPagesException {
    Frame frame = file.frames[page];
    if (frame == null) {
      frame = vacant();
      file.load(page, frame.bytes); // a frame that stays free if this fails
      frame.file = file;
      frame.page = page;
      file.frames[page] = frame;
    }
    unlink(frame);
    insertAfter(frame, ends);
    return frame.bytes;
  }

  private Frame vacant() {
    if (size < capacity && (ends.before == ends || ends.before.file != null)) {
      size++;
      Frame added = new Frame(new byte[PAGE]);
      insertAfter(added, ends.before);
      return added;
    }
    Frame oldest = ends.before;
    release(oldest);
    return oldest;
  }

  private static void release(Frame frame) {
    if (frame.file != null) {
      frame.file.frames[frame.page] = null;
      frame.file = null;
    }
  }

  private static void insertAfter(Frame frame, Frame other) {
    frame.before = other;
    frame.next = other.next;
    other.next.before = frame;
    other.next = frame;
  }

  private static void unlink(Frame frame) {
    frame.before.next = frame.next;
    frame.next.before = frame.before;
  }

  /** Takes the pages of a file out, and deletes it. */
  synchronized void close(PageFile file) {
    for (Frame frame : file.frames) {
      if (frame != null) {
        release(frame);
        unlink(frame);
        insertAfter(frame, ends.before); // the next one to be used
      }
    }
    file.close();
  }

  /** Pages that memory is taken for. */
  synchronized int size() {
    return size;
  }
}
