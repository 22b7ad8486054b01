package rondo.spark.io;

import org.apache.hadoop.conf.Configuration;
import rondo.checkpoint.CreateRace;

/** A process that creates files on HDFS while another one creates the same. */
final class HdfsRace {
  private HdfsRace() {}

  public static void main(String... args) throws Exception {
    CreateRace.run(
        RunDirectories.open(args[0], new Configuration()), args[1], Integer.parseInt(args[2]));
  }
}
