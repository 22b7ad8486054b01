package rondo.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file that is read and written front to back, and fails as {@link Faults} say. */
final class FaultyChannel extends FileChannel {
  private final FileChannel channel;
  private final Faults faults;
  private final Runnable forced;

  /**
   * @param forced is told of each force
   */
  FaultyChannel(FileChannel channel, Faults faults, Runnable forced) {
    this.channel = channel;
    this.faults = faults;
    this.forced = forced;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    faults.write(
        length,
        count -> {
          ByteBuffer part = source.slice(source.position(), count);
          while (part.hasRemaining()) {
            channel.write(part);
          }
        });
    source.position(source.limit());
    return length;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return faults.look(() -> channel.read(target));
  }

  /** Counted and not done: a process that ends does not lose what it has written. */
  @Override
  public void force(boolean metaData) throws IOException {
    faults.change(
        () -> {
          forced.run();
          return null;
        });
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
    faults.look(() -> null);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw unexpected();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw unexpected();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw unexpected();
  }

  @Override
  public FileChannel truncate(long size) {
    throw unexpected();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw unexpected();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw unexpected();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw unexpected();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw unexpected();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw unexpected();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw unexpected();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw unexpected();
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("A run directory does not need this");
  }
}
