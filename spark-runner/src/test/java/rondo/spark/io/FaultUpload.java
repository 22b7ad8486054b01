package rondo.spark.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.StreamCapabilities;
import rondo.checkpoint.Faults;

/** A file that appears when it is closed, with whatever was written until then, as on S3. */
final class FaultUpload extends OutputStream implements StreamCapabilities, Abortable {
  /** Makes the file. */
  @FunctionalInterface
  interface Store {
    void put(byte[] bytes) throws IOException;
  }

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final Store store;
  private final Faults faults;
  private boolean isOpen = true;

  FaultUpload(Store store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    faults.write(count, length -> parts.write(bytes, offset, length));
  }

  @Override
  public void close() throws IOException {
    if (isOpen) {
      isOpen = false;
      faults.change(
          () -> {
            store.put(parts.toByteArray());
            return null;
          });
    }
  }

  @Override
  public AbortableResult abort() {
    faults.requireAlive();
    isOpen = false;
    return null;
  }

  @Override
  public boolean hasCapability(String capability) {
    return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM);
  }
}
