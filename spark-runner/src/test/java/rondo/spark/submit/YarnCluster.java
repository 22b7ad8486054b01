package rondo.spark.submit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import rondo.spark.io.Hdfs;

/**
 * A resource manager and a node manager, real ones, on free ports of this machine, with the HDFS of
 * {@link Hdfs}. Containers are processes of their own.
 */
final class YarnCluster implements AutoCloseable {
  private static final String NAME = "yarn";

  private final MiniYARNCluster cluster;
  private final Path configuration;

  /** Starts both and writes their configuration below {@code folder}. */
  YarnCluster(Path folder) throws IOException {
    FileSystem hdfs = Hdfs.files();
    Configuration conf = new YarnConfiguration(hdfs.getConf());
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
    conf.setInt(YarnConfiguration.NM_PMEM_MB, 8192);
    conf.setInt(YarnConfiguration.NM_VCORES, 8);
    // Virtual memory of a JVM says nothing; a nearly full disk of a build machine is no failure.
    conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    conf.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 100);
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    cluster = new MiniYARNCluster(NAME, 1, 1, 1);
    cluster.init(conf);
    cluster.start();
    configuration = Files.createDirectories(folder.resolve("hadoop"));
    // Of all settings what a client needs: others name classes that only a test cluster has.
    Configuration yarn = new Configuration(false);
    cluster.getConfig().getPropsWithPrefix("yarn.").forEach((k, v) -> yarn.set("yarn." + k, v));
    write("yarn-site.xml", yarn);
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", hdfs.getUri().toString());
    write("core-site.xml", core);
  }

  /** What HADOOP_CONF_DIR is set to. */
  Path configuration() {
    return configuration;
  }

  /** Where containers write, in folders by application. */
  Path logs() {
    return cluster.getTestWorkDir().toPath();
  }

  private void write(String name, Configuration conf) throws IOException {
    try (OutputStream out = Files.newOutputStream(configuration.resolve(name))) {
      conf.writeXml(out);
    }
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
