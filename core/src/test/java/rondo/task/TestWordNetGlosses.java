package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;

class TestWordNetGlosses {
  // Entries made up in the format of the database.
  private static final String NOUNS =
      "  1 This is a licence | with a bar  \n"
          + "  2   \n"
          + "00000100 03 n 02 tea_pot 0 teapot 0 001 @ 00000200 n 0000 | a pot for tea; \"a | b\"  \n"
          + "00000200 03 n 01 pot 0 000 | a round vessel  \n"
          + "00000300 03 n 01 pot 0 000 | a round vessel  \n";
  private static final String ADJECTIVES =
      "00000400 00 s 01 galore(ip) 0 001 & 00000500 a 0000 | in plenty  \n"
          + "00000500 00 a 01 plain-spoken 0 000 | saying what is meant  \n";

  private static String write(String... files) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    for (String file : files) {
      streams.add(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int lines = WordNetGlosses.write(streams, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(lines);
    return text;
  }

  @Test
  void takesWordsAndDefinitions() throws IOException {
    assertThat(write(NOUNS, ADJECTIVES).lines())
        .containsExactlyInAnyOrder(
            "tea pot: a pot for tea; \"a | b\"",
            "pot: a round vessel",
            "galore: in plenty",
            "plain-spoken: saying what is meant");
  }

  @Test
  void theOrderDependsOnTheLinesAlone() throws IOException {
    assertThat(write(ADJECTIVES, NOUNS)).isEqualTo(write(NOUNS, ADJECTIVES));
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      many.append(String.format("%08d 03 n 01 w%04d 0 000 | x  %n", i, i));
    }
    List<String> lines = write(many.toString()).lines().toList();
    assertThat(lines).hasSize(1000);
    assertThat(lines.subList(0, 500).stream().filter(l -> l.compareTo("w0500") < 0).count())
        .isBetween(200L, 300L);
  }

  @Test
  void refusesOtherFiles() {
    assertFails(ExitCode.BAD_DATA, () -> write("00000100 03 n 01 pot 0 000\n"))
        .hasMessageStartingWith("Line 1 is no entry of a WordNet database");
    assertFails(ExitCode.BAD_DATA, () -> write("x | y\n"));
    Assertions.assertThatThrownBy(() -> write("00000100 03 n 01 pot 0 000 | caf\u00e9  \n"))
        .isInstanceOf(MalformedInputException.class);
  }
}
