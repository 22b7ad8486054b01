package rondo.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files of this machine, as plain paths or file: URIs. */
public record LocalFileAccess() implements FileAccess {
  private static final long serialVersionUID = 1L;

  @Override
  public List<Entry> list(String path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Path root = toPath(path);
    if (!Files.exists(root)) {
      throw new FileNotFoundException(path);
    }
    addAll(root, entries);
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  private static void addAll(Path path, List<Entry> entries) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isDirectory()) {
      entries.add(new Entry(path.toString(), attributes.size()));
      return;
    }
    try (Stream<Path> children = Files.list(path)) {
      for (Path child : children.filter(LocalFileAccess::isVisible).toList()) {
        addAll(child, entries);
      }
    }
  }

  private static boolean isVisible(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.startsWith("_");
  }

  @Override
  public InputStream open(String path, long position) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(toPath(path));
    try {
      return Channels.newInputStream(channel.position(position));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Path toPath(String path) {
    return path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
  }
}
