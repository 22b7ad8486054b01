package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rondo.error.RondoException;

class TestByteSpace {
  /** Files in memory, by name. */
  private record MemoryFiles(Map<String, byte[]> files) implements FileAccess {
    @Override
    public List<Entry> list(String path) {
      return files.entrySet().stream()
          .map(e -> new Entry(e.getKey(), e.getValue().length))
          .toList();
    }

    @Override
    public InputStream open(String path, long position) throws IOException {
      if (!files.containsKey(path)) {
        throw new FileNotFoundException(path);
      }
      InputStream in = new ByteArrayInputStream(files.get(path));
      in.skipNBytes(position);
      return in;
    }
  }

  private static MemoryFiles files(String... texts) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < texts.length; i++) {
      files.put(String.format("%03d", i), texts[i].getBytes(StandardCharsets.UTF_8));
    }
    return new MemoryFiles(files);
  }

  @Test
  void joinsFiles() {
    ByteSpace space = new ByteSpace(files("abc", "", "de").list("."));
    assertThat(space.length()).isEqualTo(5);
    assertThat(space.files()).isEqualTo(3);
    assertThat(space.ranges(1, 4))
        .containsExactly(new ByteRange("000", 1, 3), new ByteRange("002", 0, 1));
    assertThat(space.ranges(3, 5)).containsExactly(new ByteRange("002", 0, 2));
    assertThat(space.ranges(2, 2)).isEmpty();
    assertThat(space.ranges(5, 5)).isEmpty();
  }

  @Test
  void movesCutsToWhereCharactersBegin() throws IOException {
    MemoryFiles files = files("a😀b", "éx");
    ByteSpace space = new ByteSpace(files.list("."));
    long[] snapped = {0, 1, 5, 5, 5, 5, 6, 8, 8, 9};
    for (int position = 0; position < snapped.length; position++) {
      assertThat(space.snap(files, position)).isEqualTo(snapped[position]);
    }
  }

  private static int[] characters(MemoryFiles files, List<ByteRange> ranges) throws IOException {
    IntStream.Builder characters = IntStream.builder();
    for (ByteRange range : ranges) {
      TextInput.forEach(files, range, characters::add);
    }
    return characters.build().toArray();
  }

  /** Whatever the number of slices, together they are the text, and each is valid. */
  @Property(tries = 300)
  void slicesAreTheText(
      @ForAll @Size(max = 4) List<String> texts, @ForAll @IntRange(min = 1, max = 9) int slices)
      throws IOException {
    MemoryFiles files = files(texts.toArray(String[]::new));
    ByteSpace space = new ByteSpace(files.list("."));
    List<Integer> read = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      long from = space.cut(files, 0, space.length(), slice, slices);
      long to = space.cut(files, 0, space.length(), slice + 1, slices);
      for (int token : characters(files, space.ranges(from, to))) {
        read.add(token);
      }
    }
    List<Integer> expected = new ArrayList<>();
    for (byte[] bytes : files.files().values()) {
      // Unpaired surrogates have become '?'; a byte order mark at the start is left out.
      String text = new String(bytes, StandardCharsets.UTF_8);
      text.codePoints().skip(text.startsWith("\uFEFF") ? 1 : 0).forEach(expected::add);
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void aCharacterMayNotGoOnInTheNextFile() throws IOException {
    byte[] first = {'a', (byte) 0xC3};
    byte[] second = {(byte) 0xA9, 'b'};
    MemoryFiles files = new MemoryFiles(new TreeMap<>(Map.of("1", first, "2", second)));
    ByteSpace space = new ByteSpace(files.list("."));
    assertThat(space.snap(files, 2)).isEqualTo(2);
    assertThatThrownBy(() -> characters(files, space.ranges(0, 4)))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("1 is not valid UTF-8: byte 0xC3 at offset 1");
  }

  @Test
  void leavesOutAByteOrderMarkAtTheStartOnly() throws IOException {
    MemoryFiles files = files("\uFEFFa\uFEFFb");
    ByteSpace space = new ByteSpace(files.list("."));
    assertThat(characters(files, space.ranges(0, space.length())))
        .containsExactly('a', 0xFEFF, 'b');
  }
}
