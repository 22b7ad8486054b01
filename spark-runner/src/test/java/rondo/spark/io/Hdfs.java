package rondo.spark.io;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DFSTestUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import rondo.checkpoint.Scratch;

/** One HDFS a JVM: a name node and a data node, real ones, stopped when the JVM ends. */
public final class Hdfs {
  private static MiniDFSCluster cluster;

  private Hdfs() {}

  /** Its file system; nobody closes it. */
  public static synchronized FileSystem files() throws IOException {
    if (cluster == null) {
      Path folder = Scratch.folder();
      Configuration configuration = new Configuration();
      configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
      cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
      cluster.waitActive();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.shutdown(true)));
    }
    return cluster.getFileSystem();
  }

  /** Changes the first block of a file on the disks of all data nodes. */
  static synchronized void corrupt(org.apache.hadoop.fs.Path file) throws IOException {
    cluster.corruptBlockOnDataNodes(DFSTestUtil.getFirstBlock(cluster.getFileSystem(), file));
  }
}
