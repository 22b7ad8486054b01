package rondo.checkpoint;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A run directory on a local disk. Files are written beside their place, forced to the disk and
 * moved there in one step; links in the folder are never followed.
 *
 * <p>{@link #create} gives the forced file its name with a hard link, which fails if the name is
 * taken. Where there are no hard links (FAT, some network drives) it first takes the name with an
 * empty file and then moves the whole one over it: still one winner only, but a crash between these
 * two steps leaves the empty file.
 */
public final class LocalRunDirectory implements RunDirectory {
  private final Path folder;
  private final Map<String, FileChannel> appending = new TreeMap<>();

  public LocalRunDirectory(Path folder) {
    this.folder = folder;
  }

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public RunDirectory folder(String name) {
    return new LocalRunDirectory(path(name));
  }

  @Override
  public List<String> list() throws IOException {
    BasicFileAttributes attributes = LocalDisk.attributes(folder);
    if (attributes == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public OptionalLong length(String name) throws IOException {
    BasicFileAttributes attributes = LocalDisk.attributes(path(name), LinkOption.NOFOLLOW_LINKS);
    return attributes != null && attributes.isRegularFile()
        ? OptionalLong.of(attributes.size())
        : OptionalLong.empty();
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path file = path(name);
    BasicFileAttributes attributes = LocalDisk.attributes(file, LinkOption.NOFOLLOW_LINKS);
    if (attributes == null || !attributes.isRegularFile()) {
      throw new FileNotFoundException(file + " is not there, or is not a plain file");
    }
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Path target = path(name);
    Path temporary = writeTemporary(content);
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      LocalDisk.deleteQuietly(temporary, e);
      throw e;
    }
    LocalDisk.force(folder);
  }

  @Override
  public boolean create(String name, byte[] bytes) throws IOException {
    Path target = path(name);
    Path temporary = writeTemporary(out -> out.write(bytes));
    boolean created;
    try {
      created = LocalDisk.putIfAbsent(temporary, target);
    } catch (IOException | RuntimeException | Error e) {
      LocalDisk.deleteQuietly(temporary, e);
      throw e;
    }
    // What is left of the temporary file does no harm, but the outcome is known: no exception.
    LocalDisk.deleteQuietly(temporary, null);
    if (created) {
      LocalDisk.force(folder);
    }
    return created;
  }

  @Override
  public void append(String name, String line) throws IOException {
    FileChannel channel = appending.get(name);
    if (channel == null) {
      LocalDisk.createFolders(folder);
      channel = FileChannel.open(path(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      appending.put(name, channel);
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Path target = path(name);
    if (LocalDisk.attributes(target, LinkOption.NOFOLLOW_LINKS) == null) {
      return;
    }
    Files.walkFileTree(
        target,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : appending.values()) {
      try (channel) {
        channel.force(true);
      }
    }
    appending.clear();
  }

  /** Writes a file beside its place and forces it to the disk; nothing is left if that fails. */
  private Path writeTemporary(Content content) throws IOException {
    LocalDisk.createFolders(folder);
    Path temporary = folder.resolve(RunFiles.TEMPORARY + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // Not closed: closing would hide whether the last bytes and the force went well.
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException | Error e) {
      LocalDisk.deleteQuietly(temporary, e);
      throw e;
    }
    return temporary;
  }

  private Path path(String name) {
    return folder.resolve(FileNames.require(name));
  }
}
