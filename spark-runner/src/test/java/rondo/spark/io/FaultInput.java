package rondo.spark.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;
import rondo.checkpoint.Faults;

/** A file that is read front to back. */
final class FaultInput extends FSInputStream {
  private final ByteArrayInputStream in;
  private final int length;
  private final Faults faults;

  FaultInput(byte[] bytes, Faults faults) {
    this.in = new ByteArrayInputStream(bytes);
    this.length = bytes.length;
    this.faults = faults;
  }

  @Override
  public int read() throws IOException {
    return faults.look(in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    return faults.look(() -> in.read(bytes, offset, count));
  }

  @Override
  public long getPos() {
    return (long) length - in.available();
  }

  @Override
  public void seek(long position) {
    throw new UnsupportedOperationException("seek to " + position);
  }

  @Override
  public boolean seekToNewSource(long position) {
    throw new UnsupportedOperationException("seek to " + position);
  }
}
