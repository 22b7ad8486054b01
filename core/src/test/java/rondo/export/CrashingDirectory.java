package rondo.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import rondo.checkpoint.RunDirectory;

/** A directory whose n-th change is the last: it fails before it, or after it took effect. */
final class CrashingDirectory implements RunDirectory {
  private final RunDirectory directory;
  private final int last;
  private final boolean after;
  private final int[] count;

  CrashingDirectory(RunDirectory directory, int last, boolean after) {
    this(directory, last, after, new int[1]);
  }

  private CrashingDirectory(RunDirectory directory, int last, boolean after, int[] count) {
    this.directory = directory;
    this.last = last;
    this.after = after;
    this.count = count;
  }

  /** Changes so far, here and in the folders. */
  int operations() {
    return count[0];
  }

  @Override
  public String description() {
    return directory.description();
  }

  @Override
  public RunDirectory folder(String name) {
    return new CrashingDirectory(directory.folder(name), last, after, count);
  }

  @Override
  public List<String> list() throws IOException {
    return directory.list();
  }

  @Override
  public OptionalLong length(String name) throws IOException {
    return directory.length(name);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return directory.open(name);
  }

  @Override
  public void write(String name, Content content) throws IOException {
    change(() -> directory.write(name, content));
  }

  @Override
  public boolean create(String name, byte[] bytes) throws IOException {
    boolean[] created = new boolean[1];
    change(() -> created[0] = directory.create(name, bytes));
    return created[0];
  }

  @Override
  public void append(String name, String line) throws IOException {
    change(() -> directory.append(name, line));
  }

  @Override
  public void delete(String name) throws IOException {
    RunDirectory inside = directory.folder(name);
    // Files go one by one, so that a crash can come between them.
    if (directory.length(name).isEmpty()) {
      for (String file : inside.list()) {
        change(() -> inside.delete(file));
      }
    }
    change(() -> directory.delete(name));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    count[0]++;
    if (count[0] > last || (count[0] == last && !after)) {
      throw new IOException("crashed");
    }
    change.run();
    if (count[0] == last) {
      throw new IOException("crashed");
    }
  }
}
