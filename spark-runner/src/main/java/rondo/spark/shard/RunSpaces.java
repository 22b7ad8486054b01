package rondo.spark.shard;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link ShardSpaces} of the runs that this JVM has had tasks of.
 *
 * <p>They do not hang on the broadcast description of a run: Spark drops that value when it is
 * short of memory, and makes another one of the same run later. If pages went with it, the input
 * would be read once more, and a worker might lose its pages while it computes. On the other side,
 * nobody tells an executor that a run is over. So spaces stay open until one of these:
 *
 * <ul>
 *   <li>{@link #close}: the driver says so in its own JVM, which is where tasks run in local mode.
 *   <li>All holders of a run are garbage and another run has begun here since. The newest run keeps
 *       its spaces, for its description may only have been dropped. Of two runs at the same time
 *       the older one may lose its pages between tasks; it reads its input again then.
 *   <li>The JVM ends, which deletes all pages.
 * </ul>
 *
 * <p>Thread use: any number of threads.
 */
final class RunSpaces {
  private static final Logger LOG = LoggerFactory.getLogger(RunSpaces.class);

  /** One thread, which releases holders that are garbage. */
  static final Cleaner CLEANER = Cleaner.create();

  private final Map<UUID, Entry> entries = new HashMap<>();
  private UUID newest;

  private static final class Entry {
    private final ShardSpaces spaces;
    private int holders; // that are not garbage

    private Entry(ShardSpaces spaces) {
      this.spaces = spaces;
    }
  }

  /**
   * The spaces of a run, which stay open for as long as {@code holder} is reachable, unless {@link
   * #close} is called.
   *
   * @param holder asks once
   * @param make makes them, at the first call for this run
   */
  ShardSpaces of(UUID run, Object holder, Supplier<ShardSpaces> make) {
    Entry entry = held(run, make);
    CLEANER.register(holder, () -> release(entry));
    closeOthers();
    return entry.spaces;
  }

  private synchronized Entry held(UUID run, Supplier<ShardSpaces> make) {
    Entry entry = entries.get(run);
    if (entry == null) {
      entry = new Entry(make.get());
      entries.put(run, entry);
      newest = run;
    }
    entry.holders++;
    return entry;
  }

  private void release(Entry entry) {
    synchronized (this) {
      entry.holders--;
    }
    closeOthers();
  }

  /** Closes what nobody holds, but for the newest run. */
  private void closeOthers() {
    for (ShardSpaces spaces : removeOthers()) { // without the lock: a shard may be packed now
      try {
        spaces.close();
      } catch (RuntimeException e) { // no reason for the run that is on to fail
        LOG.warn("The pages of a run that is over could not be deleted: {}", e.toString());
      }
    }
  }

  private synchronized List<ShardSpaces> removeOthers() {
    List<ShardSpaces> removed = new ArrayList<>();
    entries
        .entrySet()
        .removeIf(
            known -> {
              boolean over = !known.getKey().equals(newest) && known.getValue().holders == 0;
              if (over) {
                removed.add(known.getValue().spaces);
              }
              return over;
            });
    return removed;
  }

  /** Closes the spaces of a run, if it has any here. A task that comes late is refused. */
  void close(UUID run) {
    Entry entry;
    synchronized (this) {
      entry = entries.get(run); // and stays there, closed, until another run begins
    }
    if (entry != null) {
      entry.spaces.close();
    }
  }
}
