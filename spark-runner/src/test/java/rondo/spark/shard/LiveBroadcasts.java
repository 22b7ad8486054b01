package rondo.spark.shard;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import rondo.round.RoundInput;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Broadcasts of ours that this JVM holds: in local mode, or in a task. */
final class LiveBroadcasts {
  private LiveBroadcasts() {}

  /** How many there are once there are few enough: they are removed in the background. */
  static int settled(int most) {
    for (int wait = 0; wait < 600 && ours().size() > most; wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return ours().size();
  }

  /** Removes the values of a class from the memory of this executor; their pieces stay. */
  static List<WeakReference<Object>> evict(Class<?> kind) {
    BlockManager blocks = SparkEnv.get().blockManager();
    List<WeakReference<Object>> evicted = new ArrayList<>();
    for (BlockId id : values(blocks)) {
      Object value = value(blocks, id);
      if (kind.isInstance(value)) {
        evicted.add(new WeakReference<>(value));
        blocks.removeBlock(id, true);
      }
    }
    return evicted;
  }

  /** Broadcasts that are here as values. */
  private static List<BlockId> values(BlockManager blocks) {
    return List.copyOf(
        CollectionConverters.asJava(
            blocks.getMatchingBlockIds(
                block -> block.isBroadcast() && !block.name().contains("piece"))));
  }

  /** Values of broadcasts of ours that this executor still holds. */
  private static List<Object> ours() {
    BlockManager blocks = SparkEnv.get().blockManager();
    List<Object> values = new ArrayList<>();
    for (BlockId id : values(blocks)) {
      Object value = value(blocks, id);
      if (value instanceof RoundInput || value instanceof float[] || value instanceof ShardJob) {
        values.add(value);
      }
    }
    return values;
  }

  /** The value of a broadcast, or null if it is gone; it may go while it is looked at. */
  private static Object value(BlockManager blocks, BlockId id) {
    try {
      Option<BlockResult> result = blocks.getLocalValues(id);
      if (result.isEmpty()) {
        return null;
      }
      Object value = result.get().data().next();
      blocks.releaseLock(id, Option.empty());
      return value;
    } catch (Exception e) { // a checked SparkException that Scala does not declare
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return null;
      }
      throw e;
    }
  }
}
