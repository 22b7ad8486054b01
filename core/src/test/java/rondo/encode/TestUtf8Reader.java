package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestUtf8Reader {
  @Test
  void readsEveryCodePoint() throws IOException {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .toArray();
    byte[] bytes = new String(all, 0, all.length).getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes)).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "80, 0x80, 0", // a continuation alone
    "6162C0806364, 0xC0, 2", // overlong NUL
    "C1BF, 0xC1, 0", // overlong
    "61E08080, 0xE0, 1", // overlong
    "61EDA080, 0xED, 1", // high surrogate
    "EDBFBF, 0xED, 0", // low surrogate
    "F0808080, 0xF0, 0", // overlong
    "F0908D8861F09F98, 0xF0, 5", // cut short at the end
    "F09F9841, 0xF0, 0", // cut short by a letter
    "F4908080, 0xF4, 0", // above U+10FFFF
    "F5808080, 0xF5, 0",
    "C3A9FF, 0xFF, 2",
    "E282, 0xE2, 0",
    "C3, 0xC3, 0",
  })
  void refusesWhatIsNoUtf8(String hex, String badByte, int offset) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertMalformed(bytes, badByte, offset);
    // The same across the boundaries of the buffer.
    for (int shift = 65536 - bytes.length; shift <= 65536; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      Arrays.fill(shifted, (byte) 'a');
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      assertMalformed(shifted, badByte, shift + offset);
    }
  }

  private static void assertMalformed(byte[] bytes, String badByte, int offset) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "x.txt is not valid UTF-8: byte %s at offset %d; convert it, e.g. with iconv",
            badByte, offset)
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.BAD_DATA);
  }

  @Test
  void countsOffsetsFromTheStartOfTheFile() {
    InputStream in = new ByteArrayInputStream(new byte[] {'a', (byte) 0xC0, 'b'});
    assertThatThrownBy(() -> drain(new Utf8Reader(in, "x.txt", 100, 103)))
        .hasMessageContaining("byte 0xC0 at offset 101");
  }

  @Test
  void acceptsWhatTheJdkAccepts() throws IOException {
    for (int value = 0; value < 1 << 16; value++) {
      byte[] bytes = {(byte) (value >> 8), (byte) value, 'x', (byte) 0xC3, (byte) 0xA9};
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
        assertThat(read(bytes)).isEqualTo(text.codePoints().toArray());
      } else {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(RondoException.class);
      }
    }
  }

  @Property
  void acceptsExactlyWhatTheJdkAccepts(@ForAll @Size(max = 12) byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      assertThat(read(bytes)).isEqualTo(text.codePoints().toArray());
    } else {
      assertThatThrownBy(() -> read(bytes)).isInstanceOf(RondoException.class);
    }
  }

  @Test
  void stopsAtTheEndOfItsStretch() throws IOException {
    InputStream in = new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(drain(new Utf8Reader(in, "x.txt", 0, 2))).containsExactly('a', 'b');
  }

  @Test
  void refusesAFileThatBecameShorter() {
    InputStream in = new ByteArrayInputStream(new byte[] {'a'});
    assertThatThrownBy(() -> drain(new Utf8Reader(in, "x.txt", 0, 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.txt ends at byte 1 but had 2 bytes before");
  }

  private static int[] read(byte[] bytes) throws IOException {
    return drain(new Utf8Reader(new ByteArrayInputStream(bytes), "x.txt", 0, bytes.length));
  }

  private static int[] drain(Utf8Reader reader) throws IOException {
    try (reader) {
      IntStream.Builder codePoints = IntStream.builder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        codePoints.add(c);
      }
      return codePoints.build().toArray();
    }
  }
}
