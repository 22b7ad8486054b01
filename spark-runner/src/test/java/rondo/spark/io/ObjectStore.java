package rondo.spark.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.util.Progressable;

/**
 * What S3 promises, on the local disk: a file appears when it is closed, and nothing can be
 * renamed.
 */
final class ObjectStore extends RawLocalFileSystem {
  private ObjectStore() {}

  static FileSystem create() throws IOException {
    ObjectStore store = new ObjectStore();
    Configuration configuration = new Configuration();
    store.initialize(FileSystem.getLocal(configuration).getUri(), configuration);
    return store;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return !capability.equals(CommonPathCapabilities.FS_APPEND)
        && super.hasPathCapability(path, capability);
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("rename " + from + " to " + to);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw new UnsupportedOperationException("append to " + path);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    return new FSDataOutputStream(new Upload(path, overwrite), null);
  }

  private FSDataOutputStream file(Path path, boolean overwrite) throws IOException {
    return super.create(path, overwrite, 4096, (short) 1, 1 << 20, null);
  }

  private final class Upload extends OutputStream implements StreamCapabilities, Abortable {
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final Path path;
    private final boolean overwrite;
    private boolean open = true;

    Upload(Path path, boolean overwrite) {
      this.path = path;
      this.overwrite = overwrite;
    }

    @Override
    public void write(int b) {
      parts.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      parts.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        try (FSDataOutputStream out = file(path, overwrite)) {
          parts.writeTo(out);
        }
      }
    }

    @Override
    public AbortableResult abort() {
      open = false;
      return null;
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM);
    }
  }
}
