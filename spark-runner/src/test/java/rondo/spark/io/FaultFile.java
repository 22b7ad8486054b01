package rondo.spark.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import rondo.checkpoint.Faults;

/** A file that readers see grow, as on HDFS. */
final class FaultFile extends OutputStream implements Syncable, StreamCapabilities {
  private final OutputStream out;
  private final Faults faults;

  FaultFile(Path path, Faults faults) throws IOException {
    this.out = Files.newOutputStream(path);
    this.faults = faults;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    faults.write(count, length -> out.write(bytes, offset, length));
  }

  @Override
  public void hflush() throws IOException {
    faults.look(() -> null);
  }

  @Override
  public void hsync() throws IOException {
    faults.look(() -> null);
  }

  @Override
  public void close() throws IOException {
    out.close();
    faults.look(() -> null);
  }

  @Override
  public boolean hasCapability(String capability) {
    return capability.equals(StreamCapabilities.HSYNC);
  }
}
