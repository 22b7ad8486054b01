package rondo.spark.shard;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.pages.Space;
import rondo.pages.Storage;
import rondo.task.PackedShard;
import rondo.task.ShardReader;

/**
 * What the shards of one run take of this JVM's {@link Storage}, and those of them that are in
 * pages here. A shard that another executor has in pages is read again when a task of it comes
 * here.
 *
 * <p>Thread use: any number of threads.
 */
final class ShardSpaces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardSpaces.class);

  private final ShardReader reader;
  private final int shards;
  private final Storage storage;
  private final Map<Integer, Slot> slots = new HashMap<>();
  private boolean closed;

  /** One shard; its lock is held while it is packed. */
  private static final class Slot {
    private Space space;
    private PackedShard packed; // null: Spark has it, or nobody
    private boolean closed; // for who has got this before and waits for its lock
  }

  ShardSpaces(ShardReader reader, int shards, Storage storage) {
    this.reader = reader;
    this.shards = shards;
    this.storage = storage;
  }

  /**
   * Reads and packs a shard, unless its pages are here.
   *
   * @throws IllegalStateException if this is closed
   */
  CachedShard read(int shard) throws IOException {
    Slot slot = slot(shard);
    synchronized (slot) {
      requireOpen(slot, shard);
      if (slot.packed == null) {
        PackedShard packed = pack(slot, shard);
        if (!slot.space.hasPages()) {
          return new CachedShard(shard, packed);
        }
        slot.packed = packed;
      }
      return new CachedShard(shard, null);
    }
  }

  /**
   * A cached shard with its data. One that is in pages of another executor only is read here.
   *
   * @throws IllegalStateException if it is not in memory and this is closed
   */
  PackedShard open(CachedShard cached) throws IOException {
    if (cached.packed() != null) {
      return cached.packed();
    }
    Slot slot = slot(cached.shard());
    synchronized (slot) {
      requireOpen(slot, cached.shard());
      if (slot.packed == null) {
        LOG.info(
            "Reads shard {} from the input: it is in pages, and those are not on this executor",
            cached.shard());
        slot.packed = pack(slot, cached.shard());
      }
      return slot.packed;
    }
  }

  private PackedShard pack(Slot slot, int shard) throws IOException {
    if (slot.space != null) { // what it took before is lost
      slot.space.close();
    }
    slot.space = storage.space("shard " + shard);
    return PackedShard.read(reader, shard, shards, slot.space);
  }

  private synchronized Slot slot(int shard) {
    if (closed) {
      throw over(shard);
    }
    return slots.computeIfAbsent(shard, key -> new Slot());
  }

  private static void requireOpen(Slot slot, int shard) {
    if (slot.closed) {
      throw over(shard);
    }
  }

  private static IllegalStateException over(int shard) {
    return new IllegalStateException("The run of shard " + shard + " is over");
  }

  /** Deletes the pages, and gives memory back. A shard that is being packed is waited for. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Slot slot : slots.values()) {
      synchronized (slot) {
        slot.closed = true;
        if (slot.space != null) {
          slot.space.close();
        }
      }
    }
    slots.clear();
  }
}
