package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TestBytePairs {
  private static TextCounts counts(Object... textsAndCounts) {
    TextCounts counts = new TextCounts();
    for (int i = 0; i < textsAndCounts.length; i += 2) {
      counts.add((String) textsAndCounts[i], (Integer) textsAndCounts[i + 1]);
    }
    return counts;
  }

  /** The example of Sennrich, Haddow and Birch, section 3.2, with the ties as they are here. */
  @Test
  void joinsTheMostFrequentPairs() {
    TextCounts words = counts("low", 5, "lower", 2, "newest", 6, "widest", 3);
    // Nine times "es", "st" and then "est"; es comes first as e is smaller than s. Of "lo" and
    // "ow" (7) lo comes first, then low; then six times "ew", "ne", "we": e is the smallest left.
    BytePairs pairs = BytePairs.learn(words, 256 + 6, 1);
    assertThat(pairs.merges())
        .containsExactly('e', 's', 256, 't', 'l', 'o', 258, 'w', 'e', 'w', 'n', 260);
    assertThat(pairs.size()).isEqualTo(262);
    assertThat(pairs.encode("lowest")).containsExactly(259, 257);
    assertThat(pairs.encode("newer")).containsExactly(261, 'e', 'r');
    assertThat(pairs.encode("xyz")).containsExactly('x', 'y', 'z');
  }

  @Test
  void rarePairsAreNotJoined() {
    assertThat(BytePairs.learn(counts("ab", 1), 300, 1).size()).isEqualTo(256);
    assertThat(BytePairs.learn(counts("ab", 2), 300, 1).merges()).containsExactly('a', 'b');
    assertThat(BytePairs.learn(counts("ab", 4), 300, 5).size()).isEqualTo(256);
  }

  @Test
  void equalNeighboursAreJoinedFromTheLeft() {
    BytePairs pairs = BytePairs.learn(counts("aaaaa", 3), 257, 1);
    assertThat(pairs.encode("aaaaa")).containsExactly(256, 256, 'a');
  }

  @Test
  void aChunkIsAWordAndTheWhiteSpaceBeforeIt() {
    String text = "Oh,  my\u00a0word \n";
    assertThat(BytePairs.chunkEnd(text, 0)).isEqualTo(3);
    assertThat(BytePairs.chunkEnd(text, 3)).isEqualTo(7);
    assertThat(BytePairs.chunkEnd(text, 7)).isEqualTo(12);
    assertThat(BytePairs.chunkEnd(text, 12)).isEqualTo(14);
    assertThat(BytePairs.chunkEnd("😀".repeat(100), 0)).isEqualTo(128);
    assertThat(BytePairs.chunkEnd("a".repeat(64), 0)).isEqualTo(64);
  }

  @Test
  void aLongTextWithoutSpacesIsCutInOnePass() {
    // Whoever looked for the end of the word at each chunk would look at 6e11 characters.
    for (String text : List.of("語".repeat(9_000_000), " ".repeat(9_000_000))) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            int chunks = 0;
            for (int at = 0; at < text.length(); chunks++) {
              at = BytePairs.chunkEnd(text, at);
            }
            assertThat(chunks).isEqualTo(9_000_000 / 64);
          });
    }
  }

  @Property(tries = 200)
  void textsComeBack(@ForAll String text) {
    String unicode = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    TextCounts chunks = new TextCounts();
    for (int at = 0; at < unicode.length(); ) {
      int end = BytePairs.chunkEnd(unicode, at);
      chunks.add(unicode.substring(at, end), 2);
      at = end;
    }
    BytePairs pairs = BytePairs.learn(chunks, 400, 1);
    assertThat(pairs.decode(pairs.encode(unicode))).isEqualTo(unicode);
    assertThat(BytePairs.of(pairs.merges())).isEqualTo(pairs);
  }

  @Test
  void tokensThatAreNoTextAreReplaced() {
    assertThat(BytePairs.of().decode(0xC3, 'a')).isEqualTo("\uFFFDa");
    assertThat(BytePairs.of().decode(0xC3, 0xA9)).isEqualTo("é");
  }

  /** The counts that are kept up to date against counting everything again before each merge. */
  @Property(tries = 40)
  void learnsAsTheDefinitionSays(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Integer> words = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 1 + random.nextInt(12); k > 0; k--) {
        word.append((char) ('a' + random.nextInt(3)));
      }
      words.put(word.toString(), 1 + random.nextInt(9));
    }
    TextCounts counts = new TextCounts();
    words.forEach((word, count) -> counts.add(word, count));
    assertThat(BytePairs.learn(counts, 256 + 40, 2).merges())
        .isEqualTo(PlainBytePairs.learn(words, 40, 2));
  }

  @Test
  void impossibleMergesAreRefused() {
    assertThatThrownBy(() -> BytePairs.of('a')).hasMessage("got 1 numbers, expected pairs");
    assertThatThrownBy(() -> BytePairs.of('a', 256))
        .hasMessage("token 256 joins 97 and 256, which are not before");
    assertThatThrownBy(() -> BytePairs.of(-1, 'a'))
        .hasMessage("token 256 joins -1 and 97, which are not before");
    assertThatThrownBy(() -> BytePairs.of('a', 'b', 'a', 'b'))
        .hasMessage("token 257 joins the same tokens as token 256");
    int[] doubling = new int[2 * 20];
    for (int i = 0; i < doubling.length; i++) {
      doubling[i] = i < 2 ? 'a' : 255 + i / 2;
    }
    assertThatThrownBy(() -> BytePairs.of(doubling))
        .hasMessage("token 264 has more than 256 bytes");
  }
}
