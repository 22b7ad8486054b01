package rondo.spark.shard;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.pages.PagePool;
import rondo.pages.Storage;

/**
 * Where all runs of one executor JVM keep packed data: in its heap up to a limit, and in pages
 * beside Spark's own blocks beyond, on the disks of {@code spark.local.dir}, which the cluster
 * manager tidies up after an executor that was killed.
 *
 * <p>Thread use: any number of threads.
 */
public final class ExecutorStorage {
  /** Bytes of packed data that an executor keeps in memory; an eighth of its heap if not set. */
  public static final String MEMORY = "spark.rondo.data.memory";

  private static final String ENCRYPTION = "spark.io.encryption.enabled";

  // By what it was made of, because one JVM may see several Spark contexts, one after the other.
  private static final Map<List<Object>, Storage> STORAGES = new ConcurrentHashMap<>();

  private ExecutorStorage() {}

  /** The storage of this JVM; only inside a running Spark application. */
  public static Storage storage() {
    SparkConf conf = SparkEnv.get().conf();
    long heap = Runtime.getRuntime().maxMemory();
    List<Path> disks =
        Stream.of(SparkEnv.get().blockManager().diskBlockManager().localDirs())
            .map(File::getParentFile)
            .map(File::toPath)
            .toList();
    long memory = memory(conf, heap);
    boolean encrypted = conf.getBoolean(ENCRYPTION, false);
    return STORAGES.computeIfAbsent(
        List.of(disks, memory, encrypted),
        key -> new Storage(disks, memory, PagePool.forHeap(heap), encrypted));
  }

  /**
   * Bytes of packed data in memory.
   *
   * @throws RondoException CONFIG if the setting is no size
   */
  public static long memory(SparkConf conf, long heap) {
    try {
      return conf.getSizeAsBytes(MEMORY, Long.toString(Storage.limit(heap)));
    } catch (NumberFormatException e) {
      throw new RondoException(
          ExitCode.CONFIG,
          MEMORY + ": got " + conf.get(MEMORY) + ", expected a size such as 512m, or 0 for pages",
          e);
    }
  }
}
