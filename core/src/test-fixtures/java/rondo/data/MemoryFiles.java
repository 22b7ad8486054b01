package rondo.data;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory, by name. */
public record MemoryFiles(SortedMap<String, byte[]> files) implements FileAccess {
  /** Files named 000, 001 and so on. */
  public static MemoryFiles of(List<byte[]> contents) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (byte[] content : contents) {
      files.put(String.format("%03d", files.size()), content);
    }
    return new MemoryFiles(files);
  }

  /** One file. */
  public static MemoryFiles of(String name, byte[] content) {
    return new MemoryFiles(new TreeMap<>(Map.of(name, content)));
  }

  @Override
  public List<Entry> list(String path) {
    return files.entrySet().stream()
        .map(file -> new Entry(file.getKey(), file.getValue().length))
        .toList();
  }

  @Override
  public InputStream open(String path, long position) throws IOException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new FileNotFoundException(path);
    }
    int from = Math.toIntExact(position);
    return new ByteArrayInputStream(bytes, from, bytes.length - from);
  }
}
