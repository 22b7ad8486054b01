package rondo.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the packed data of a JVM goes: into memory up to a limit for all of it, and into pages on
 * local disks beyond. Which of the two does not change a bit of what is read.
 *
 * <p>Thread use: any number of threads.
 */
public final class Storage implements AutoCloseable {
  private static final int HEAP_PARTS = 8;

  private final List<PageFolder> folders;
  private final long limit;
  private final PagePool pool;
  private final boolean encrypted;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong files = new AtomicLong();

  /**
   * Makes nothing yet.
   *
   * @param disks existing folders for pages, at least one; spaces take them in turn
   * @param limit bytes of packed data in memory; 0: all of it goes into pages
   * @param pool holds the pages that were read last
   * @param encrypted whether pages are encrypted, with keys that are in memory alone
   */
  public Storage(List<Path> disks, long limit, PagePool pool, boolean encrypted) {
    this.folders = disks.stream().map(PageFolder::new).toList();
    this.limit = limit;
    this.pool = pool;
    this.encrypted = encrypted;
  }

  /** For this JVM without Spark: pages in {@code java.io.tmpdir}. */
  public static Storage ofThisJvm() {
    return ofThisJvm(limit(Runtime.getRuntime().maxMemory()));
  }

  /** The same with so many bytes of memory for packed data. */
  public static Storage ofThisJvm(long limit) {
    Path disk = Path.of(System.getProperty("java.io.tmpdir"));
    PagePool pool = PagePool.forHeap(Runtime.getRuntime().maxMemory());
    return new Storage(List.of(disk), limit, pool, false);
  }

  /**
   * The usual limit for a heap of so many bytes: an eighth. Packing takes twice as much for a
   * moment, Spark keeps a copy of what is in memory, and networks need the rest.
   */
  public static long limit(long heap) {
    return heap / HEAP_PARTS;
  }

  /**
   * Room for the sequences of one shard.
   *
   * @param name for messages: "shard 3"
   */
  public Space space(String name) {
    return new Space(this, name);
  }

  boolean take(long bytes) {
    long before = used.getAndAdd(bytes);
    if (before + bytes > limit) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  PagePool pool() {
    return pool;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  /** The folder for a shard: the same one for the same name. */
  Path folder(String name) throws IOException {
    return folders.get(Math.floorMod(name.hashCode(), folders.size())).path();
  }

  /** A name that no file of this storage has had. */
  String nextFile() {
    return Long.toString(files.getAndIncrement());
  }

  /** Bytes of packed data in memory now. */
  public long bytesInMemory() {
    return used.get();
  }

  /** Deletes all pages; what was packed cannot be read any more. */
  @Override
  public void close() {
    folders.forEach(PageFolder::close);
  }
}
