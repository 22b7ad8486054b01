package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rondo.encode.TextCutter;
import rondo.error.RondoException;

class TestByteSpace {
  private static MemoryFiles files(String... texts) {
    return MemoryFiles.of(
        Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
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

  /** However a text is cut at spaces, it has the same words and the same chunks of byte pairs. */
  @Property(tries = 300)
  void cutsAtSpacesSplitNoWord(
      @ForAll @Size(max = 3) List<String> texts, @ForAll @IntRange(min = 1, max = 9) int slices)
      throws IOException {
    List<String> spaced = texts.stream().map(text -> text + " a  bc\n" + text).toList();
    MemoryFiles files = files(spaced.toArray(String[]::new));
    ByteSpace space = new ByteSpace(files.list("."));
    long[] cuts = new long[slices + 1];
    for (int slice = 1; slice < slices; slice++) {
      cuts[slice] = space.snapToSpace(files, space.length() * slice / slices);
      assertThat(cuts[slice]).isBetween(cuts[slice - 1], space.length());
    }
    cuts[slices] = space.length();
    List<String> words = new ArrayList<>();
    List<String> chunks = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      for (ByteRange range : space.ranges(cuts[slice], cuts[slice + 1])) {
        cut(files, range, TextCutter.words(words::add));
        cut(files, range, TextCutter.chunks(chunks::add));
      }
    }
    List<String> wholeWords = new ArrayList<>();
    List<String> wholeChunks = new ArrayList<>();
    for (ByteRange range : space.ranges(0, space.length())) {
      cut(files, range, TextCutter.words(wholeWords::add));
      cut(files, range, TextCutter.chunks(wholeChunks::add));
    }
    assertThat(words).isEqualTo(wholeWords);
    assertThat(chunks).isEqualTo(wholeChunks);
  }

  private static void cut(MemoryFiles files, ByteRange range, TextCutter cutter)
      throws IOException {
    TextInput.forEach(files, range, cutter);
    cutter.end();
  }

  @Test
  void movesCutsBehindWords() throws IOException {
    MemoryFiles files = files("ab  é\u3000c d", "e");
    ByteSpace space = new ByteSpace(files.list("."));
    long[] snapped = {0, 2, 6, 6, 6, 10, 10, 10, 10, 10, 12, 12, 12, 13};
    for (int position = 0; position < snapped.length; position++) {
      assertThat(space.snapToSpace(files, position))
          .as("at %d", position)
          .isEqualTo(snapped[position]);
    }
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
