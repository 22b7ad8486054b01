package rondo.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** One Spark context a JVM, kept from test to test for as long as they want the same master. */
public final class Contexts {
  private static JavaSparkContext current;

  private Contexts() {}

  /** A context as Rondo sets it up, on {@code master}. Nobody closes it. */
  public static synchronized JavaSparkContext on(String master) {
    if (current != null
        && (current.sc().isStopped() || !current.getConf().get("spark.master").equals(master))) {
      current.close();
      current = null;
    }
    if (current == null) {
      SparkConf conf = new SparkConf(false).setAppName("test").setMaster(master);
      conf.set("spark.ui.enabled", "false")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.executor.memory", "600m")
          .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
          .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
      current = new JavaSparkContext(SparkSettings.apply(conf));
      current.setLogLevel("FATAL");
    }
    return current;
  }
}
