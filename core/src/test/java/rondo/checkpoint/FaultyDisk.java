package rondo.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The local disk, whose operations fail as {@link Faults} say: what {@link LocalRunDirectory} does
 * can be stopped between any two calls of {@code java.nio.file}.
 */
final class FaultyDisk extends FileSystemProvider {
  private static final FileSystemProvider DISK = FileSystems.getDefault().provider();

  private final Faults faults;
  private final boolean hasLinks;
  private final FileSystem system = new FaultyFileSystem(this);
  private final List<String> log = new ArrayList<>();

  /**
   * @param hasLinks whether it has hard links
   */
  FaultyDisk(Faults faults, boolean hasLinks) {
    this.faults = faults;
    this.hasLinks = hasLinks;
  }

  /** A path of the local disk, through this one. */
  Path path(Path path) {
    return new FaultyPath(system, path);
  }

  /** Operations that changed something, in order: a word and the last name of the path. */
  List<String> log() {
    return log;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Faults.Operation<FileChannel> open = () -> DISK.newFileChannel(real(path), options, attributes);
    FileChannel channel =
        options.contains(StandardOpenOption.WRITE) ? faults.change(open) : faults.look(open);
    return new FaultyChannel(channel, faults, () -> log("force", path));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> paths = new ArrayList<>();
    faults.look(
        () -> {
          try (DirectoryStream<Path> files = DISK.newDirectoryStream(real(folder), any -> true)) {
            files.forEach(file -> paths.add(path(file)));
          }
          return null;
        });
    return new FaultyListing(paths, faults);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    faults.change(
        () -> {
          DISK.createDirectory(real(folder), attributes);
          log("folder", folder);
          return null;
        });
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    if (!hasLinks) {
      faults.requireAlive();
      throw new UnsupportedOperationException("This disk has no hard links");
    }
    faults.change(
        () -> {
          DISK.createLink(real(link), real(existing));
          log("link", link);
          return null;
        });
  }

  @Override
  public void delete(Path path) throws IOException {
    faults.change(
        () -> {
          DISK.delete(real(path));
          return null;
        });
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    faults.change(
        () -> {
          DISK.move(real(source), real(target), options);
          log("move", target);
          return null;
        });
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return faults.look(() -> DISK.isSameFile(real(one), real(other)));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    faults.look(
        () -> {
          DISK.checkAccess(real(path), modes);
          return null;
        });
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return faults.look(() -> DISK.readAttributes(real(path), type, options));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return faults.look(() -> DISK.readAttributes(real(path), names, options));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return DISK.getFileAttributeView(real(path), type, options);
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return DISK.getFileStore(real(path));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return DISK.isHidden(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("copy of " + Arrays.asList(source, target));
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("attribute " + name + " of " + path);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("by URI: " + uri);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("by URI: " + uri);
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("by URI: " + uri);
  }

  private void log(String word, Path path) {
    log.add(word + " " + path.getFileName());
  }

  private static Path real(Path path) {
    return ((FaultyPath) path).real();
  }
}
