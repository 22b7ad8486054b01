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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A run directory on a local disk. Files are written beside their place, forced to the disk and
 * moved there in one step; links in the folder are never followed.
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
    if (!Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(description());
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public OptionalLong length(String name) throws IOException {
    Path file = path(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? OptionalLong.of(Files.size(file))
        : OptionalLong.empty();
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path file = path(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileNotFoundException(file + " is not there, or is not a plain file");
    }
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Path target = path(name);
    Files.createDirectories(folder);
    Path temporary = folder.resolve(RunFiles.TEMPORARY + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        // Not closed: closing would hide whether the last bytes and the force went well.
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    forceFolder();
  }

  @Override
  public void append(String name, String line) throws IOException {
    FileChannel channel = appending.get(name);
    if (channel == null) {
      Files.createDirectories(folder);
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
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
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

  /** Makes a move survive a power cut; where folders cannot be opened, the move is all there is. */
  private void forceFolder() {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupportedHere) {
      return;
    }
  }

  private Path path(String name) {
    return folder.resolve(FileNames.require(name));
  }
}
