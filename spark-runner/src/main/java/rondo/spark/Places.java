package rondo.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import rondo.checkpoint.RunDirectory;
import rondo.data.FileAccess;
import rondo.data.LocalFileAccess;
import rondo.spark.io.HadoopFileAccess;
import rondo.spark.io.RunDirectories;
import rondo.spark.io.SharedFolder;
import rondo.spark.shard.Executors;
import rondo.spark.shard.NamedJobs;
import rondo.task.DataSpec;

/** Finds what reads and writes a path: this machine's disk, or Hadoop for a URI with a scheme. */
public final class Places {
  private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final int MAX_TEXT = 1 << 20;

  // HDFS with no data node to spare: go on with those that there are, as one does who writes a file
  // anew, instead of failing when a line is added to one.
  static final String FEW_DATA_NODES =
      "dfs.client.block.write.replace-datanode-on-failure.best-effort";

  private Places() {}

  /** Whether a path has a scheme other than {@code file:}. */
  public static boolean isRemote(String path) {
    return REMOTE.matcher(path).matches();
  }

  /**
   * What reads {@code path}, on the driver and on executors; null is no path. A relative path is
   * one of the driver's: executors work in folders of their own.
   */
  static FileAccess files(String path) {
    return path == null ? new LocalFileAccess() : new HadoopFileAccess(configuration());
  }

  /** The same data with an absolute path: executors have working directories of their own. */
  public static DataSpec located(DataSpec data) {
    if (data.path() == null
        || data.path().isEmpty()
        || data.path().matches("[A-Za-z][\\w+.-]+:.*")) {
      return data;
    }
    return data.at(Path.of(data.path()).toAbsolutePath().toString());
  }

  /** The run or model directory at {@code path}, which need not exist. */
  public static RunDirectory directory(String path) throws IOException {
    return RunDirectories.open(path, configuration());
  }

  /**
   * Looks whether executors see a folder of the driver.
   *
   * @throws rondo.error.RondoException CONFIG if one does not
   */
  public static void requireSeen(JavaSparkContext spark, SharedFolder folder) {
    int tasks = Math.max(1, Executors.cores(spark).all());
    NamedJobs.run(
        spark,
        "looking for the output",
        () ->
            spark
                .parallelize(Collections.nCopies(tasks, 1), tasks)
                .map(
                    one -> {
                      folder.require();
                      return one;
                    })
                .count());
  }

  /** A small text file, wherever it is. */
  public static String text(String path) throws IOException {
    try (InputStream in = files(path).open(path, 0)) {
      return new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
    }
  }

  /**
   * Hadoop's files and what spark-submit and {@code spark.hadoop.*} say; needs no running Spark.
   * Where none of them says what {@link #FEW_DATA_NODES} is, it is true.
   */
  public static Configuration configuration() {
    HdfsConfiguration.init(); // from then on hdfs-site.xml is one of Hadoop's files
    Configuration configuration = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    String[] sources = configuration.getPropertySources(FEW_DATA_NODES);
    if (sources == null
        || sources.length == 0
        || sources[sources.length - 1].endsWith("-default.xml")) {
      configuration.setBoolean(FEW_DATA_NODES, true);
    }
    return configuration;
  }
}
