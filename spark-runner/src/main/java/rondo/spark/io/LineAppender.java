package rondo.spark.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import rondo.checkpoint.RunDirectory;

/**
 * Adds lines to a file: to its end where files can grow, else by writing all of it anew now and
 * then. Readers see a line after at most the interval and the next line, or the close.
 *
 * <p>Thread use: one thread at a time.
 */
final class LineAppender implements Closeable {
  /** What makes the lines so far visible. */
  private interface Publisher extends Closeable {
    void publish() throws IOException;
  }

  private static final long FLUSH_NANOS = 1_000_000_000L;
  private static final long REWRITE_NANOS = 30_000_000_000L;

  private final OutputStream out;
  private final Publisher publisher;
  private final long interval;
  private long published = System.nanoTime();

  private LineAppender(OutputStream out, Publisher publisher, long interval) {
    this.out = out;
    this.publisher = publisher;
    this.interval = interval;
  }

  /** Appends to what is at {@code path}, a file directly in {@code directory}. */
  static LineAppender open(RunDirectory directory, FileSystem files, Path path) throws IOException {
    return files.hasPathCapability(path, CommonPathCapabilities.FS_APPEND)
        ? growing(files, path)
        : rewriting(directory, path.getName());
  }

  void append(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    if (System.nanoTime() - published >= interval) {
      publisher.publish();
      published = System.nanoTime();
    }
  }

  @Override
  public void close() throws IOException {
    publisher.close();
  }

  private static LineAppender growing(FileSystem files, Path path) throws IOException {
    FSDataOutputStream out = files.exists(path) ? files.append(path) : files.create(path, false);
    Publisher publisher =
        new Publisher() {
          @Override
          public void publish() throws IOException {
            out.hflush();
          }

          @Override
          public void close() throws IOException {
            out.close();
          }
        };
    return new LineAppender(out, publisher, FLUSH_NANOS);
  }

  private static LineAppender rewriting(RunDirectory directory, String name) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    if (directory.length(name).isPresent()) {
      try (InputStream in = directory.open(name)) {
        in.transferTo(lines);
      }
    }
    Publisher publisher =
        new Publisher() {
          @Override
          public void publish() throws IOException {
            directory.write(name, lines::writeTo);
          }

          @Override
          public void close() throws IOException {
            publish();
          }
        };
    return new LineAppender(lines, publisher, REWRITE_NANOS);
  }
}
