package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.spark.shard.ExecutorStorage;
import rondo.spark.shard.SparkSettings;

/** One Spark context a JVM, kept from test to test for as long as they want the same master. */
public final class Contexts {
  private static JavaSparkContext current;
  private static String currentKind;

  private Contexts() {}

  /** A context as Rondo sets it up, on {@code master}. Nobody closes it. */
  public static JavaSparkContext on(String master) {
    return on(master, Map.of());
  }

  /** The same with packed data in pages, none of it in memory. */
  public static JavaSparkContext inPages(String master) {
    return on(master, Map.of(ExecutorStorage.MEMORY, "0"));
  }

  /** The same with a web interface on a free port, and with no jobs yet. */
  public static synchronized JavaSparkContext withInterface(String master) {
    currentKind = null;
    return on(master, Map.of("spark.ui.enabled", "true"));
  }

  /** The same with settings of its own, which win. */
  public static synchronized JavaSparkContext on(String master, Map<String, String> settings) {
    String kind = master + " " + new TreeMap<>(settings);
    if (current != null && (current.sc().isStopped() || !kind.equals(currentKind))) {
      current.close();
      current = null;
    }
    if (current == null) {
      SparkConf conf = new SparkConf(false).setAppName("test").setMaster(master);
      conf.set("spark.ui.enabled", "false")
          .set("spark.ui.port", "0")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.executor.memory", "600m")
          .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
          .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
      if (settings.containsKey(ExecutorStorage.MEMORY)) {
        conf.set("spark.local.dir", folder());
      }
      settings.forEach(conf::set);
      current = new JavaSparkContext(SparkSettings.apply(conf));
      current.setLogLevel("FATAL");
      currentKind = kind;
    }
    return current;
  }

  private static String folder() {
    try {
      Path folder = Files.createTempDirectory("rondo-pages-test");
      folder.toFile().deleteOnExit();
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
