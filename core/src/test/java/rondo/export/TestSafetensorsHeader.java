package rondo.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestSafetensorsHeader {
  private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @Test
  void acceptsWhatOthersWrite() throws IOException {
    assertThat(parse("{\"__metadata__\":{\"format\":\"pt\"}, \n" + A + "}   ", 8)).hasSize(1);
    assertThat(parse("{}", 0)).isEmpty();
    // A scalar, an empty tensor, and data in another order than the names.
    List<TensorInfo> tensors =
        parse(
            "{\"z\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]},"
                + A
                + ",\"e\":{\"dtype\":\"F64\",\"shape\":[0,7],\"data_offsets\":[16,16]}}",
            16);
    assertThat(tensors).extracting(TensorInfo::name).containsExactly("a", "z", "e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        " {}",
        "{}\n",
        "{}x",
        "{}{}",
        "{" + A + "",
        "{" + A + "," + A + "}",
        "{\"a\":1}",
        "{\"\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"\\u0007\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
        "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483648],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,0],"
            + "\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[[2]],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551624]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"__metadata__\":{\"a\":1}," + A + "}",
        "{\"__metadata__\":{\"a\":{\"b\":{\"c\":{}}}}," + A + "}",
        "{\"__metadata__\":null," + A + "}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{/* c */" + A + "}",
        "{" + A + ",}"
      })
  void refusesAllElse(String json) {
    assertCorrupt(json.getBytes(StandardCharsets.UTF_8), 8);
  }

  @Test
  void refusesOtherEncodings() {
    String json = "{" + A + "}";
    assertCorrupt(json.getBytes(StandardCharsets.UTF_16LE), 8);
    assertCorrupt(json.getBytes(StandardCharsets.UTF_16BE), 8);
    assertCorrupt(("\ufeff" + json).getBytes(StandardCharsets.UTF_8), 8);
    for (int[] bad : new int[][] {{0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF0, 0x9F, 0x98}, {0xFF}}) {
      byte[] bytes =
          json.replace("\"a\"", "\"" + "?".repeat(bad.length) + "\"")
              .getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bad.length; i++) {
        bytes[2 + i] = (byte) bad[i];
      }
      assertCorrupt(bytes, 8);
    }
  }

  @Test
  void limitsAreCheckedBeforeAnythingIsAllocated() {
    for (long length : new long[] {0, 1, 9, (16 << 20) + 1, Integer.MAX_VALUE, -1, 1L << 63}) {
      byte[] prefix =
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> SafetensorsHeader.read(new ByteArrayInputStream(prefix), 16, "f"))
          .hasMessageContaining(
              "got a header of " + Long.toUnsignedString(length) + " bytes, expected 2 to 8 bytes");
    }
  }

  @Test
  void limitsOfNamesAndNumberOfTensorsHold() throws IOException {
    String empty = ":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
    assertThat(parse("{\"" + "é".repeat(256) + "\"" + empty + "}", 0)).hasSize(1);
    assertCorrupt(
        ("{\"" + "é".repeat(257) + "\"" + empty + "}").getBytes(StandardCharsets.UTF_8), 0);
    String most =
        IntStream.range(0, 65_536)
            .mapToObj(i -> "\"" + i + "\"" + empty)
            .collect(Collectors.joining(","));
    assertThat(parse("{" + most + "}", 0)).hasSize(65_536);
    assertCorrupt(("{" + most + ",\"x\"" + empty + "}").getBytes(StandardCharsets.UTF_8), 0);
    String metadata = "{\"__metadata__\":{\"a\":\"" + "x".repeat(70_000) + "\"}}";
    assertCorrupt(metadata.getBytes(StandardCharsets.UTF_8), 0);
  }

  @Test
  void theMessageNamesFileByteAndReason() {
    assertThatThrownBy(() -> parse("{\"a\":{\"dtype\":\"BF16\"}}", 8))
        .hasMessageMatching(
            "f is damaged at byte \\d+: expected dtype F32, F64, I32 or I64; restore it from a copy"
                + " or train the model again");
  }

  @Property(tries = 2000)
  void anyBytesGiveTensorsOrCorrupt(@ForAll byte[] bytes) throws IOException {
    parseOrCorrupt(bytes);
  }

  @Property(tries = 5000)
  void anythingLikeAHeaderGivesTensorsOrCorrupt(@ForAll("headerLike") String json)
      throws IOException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    parseOrCorrupt(file(text, 8));
  }

  @Provide
  Arbitrary<String> headerLike() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"dtype\"",
            "\"F32\"",
            "\"shape\"",
            "\"data_offsets\"",
            "0",
            "8",
            "2",
            "-1",
            "1e9",
            "9223372036854775808",
            "null",
            " ",
            "\"__metadata__\"",
            "[2]",
            "[0,8]",
            A,
            "\\",
            "\"",
            "é");
    return Combinators.combine(piece.list().ofMaxSize(20), Arbitraries.of("", "}", "}}"))
        .as((pieces, end) -> "{" + String.join("", pieces) + end);
  }

  private static void parseOrCorrupt(byte[] bytes) throws IOException {
    try {
      SafetensorsHeader.read(new ByteArrayInputStream(bytes), bytes.length, "f");
    } catch (RondoException e) {
      assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT);
    }
  }

  private static List<TensorInfo> parse(String json, int dataBytes) throws IOException {
    byte[] bytes = file(json.getBytes(StandardCharsets.UTF_8), dataBytes);
    return SafetensorsHeader.read(new ByteArrayInputStream(bytes), bytes.length, "f").tensors();
  }

  private static void assertCorrupt(byte[] json, int dataBytes) {
    byte[] bytes = file(json, dataBytes);
    assertThatThrownBy(
            () -> SafetensorsHeader.read(new ByteArrayInputStream(bytes), bytes.length, "f"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT));
  }

  private static byte[] file(byte[] json, int dataBytes) {
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
