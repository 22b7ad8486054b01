package rondo.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rondo.checkpoint.Sha256;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;

class TestSafetensors {
  private static final ParameterLayout LAYOUT = SmallModels.referenceLayout();
  private static final float[] NUMBERS = {1.5f, -2, 0.25f, 0, 3, -0f, 0.5f, -0.5f, 1e-3f};

  @Test
  void readsWhatThePythonPackageWrote() throws IOException {
    // reference.safetensors: safetensors.numpy.save (0.8.0) of NUMBERS; bias before weight there.
    byte[] bytes;
    try (InputStream in = getClass().getResourceAsStream("reference.safetensors")) {
      bytes = in.readAllBytes();
    }
    assertThat(read(bytes)).containsExactly(NUMBERS);
  }

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    String json =
        "{\"layer.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"layer.bias\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[24,36]}}";
    json += " ".repeat((8 - json.length() % 8) % 8);
    ByteBuffer expected =
        ByteBuffer.allocate(8 + json.length() + 36).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(json.length()).put(json.getBytes(StandardCharsets.US_ASCII));
    for (float number : NUMBERS) {
      expected.putFloat(number);
    }
    assertThat(written()).isEqualTo(expected.array());
    assertThat(Safetensors.sha256(LAYOUT, NUMBERS))
        .isEqualTo(Sha256.of(out -> out.write(written())).sha256());
  }

  @Test
  void roundTripsMoreThanOneChunkBitForBit() throws IOException {
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    builder.add("a \"quoted\\ näme\"", 3, 1, 1, Initializer.zeros());
    builder.add("b", 301, 257, 1, Initializer.zeros());
    ParameterLayout layout = builder.build();
    Random random = new Random(1);
    float[] numbers = new float[layout.size()];
    for (int i = 0; i < numbers.length; i++) {
      do {
        numbers[i] = Float.intBitsToFloat(random.nextInt());
      } while (!Float.isFinite(numbers[i]));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, layout, numbers);
    float[] read =
        Safetensors.read(new ByteArrayInputStream(out.toByteArray()), out.size(), "f", layout);
    assertThat(Arrays.equals(read, numbers)).isTrue();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertCorrupt(cut, cut.length);
      // The file system may also promise more than there is.
      assertCorrupt(cut, whole.length);
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    byte[] longer = Arrays.copyOf(written(), written().length + 1);
    assertCorrupt(longer, longer.length);
    assertCorrupt(longer, longer.length - 1);
  }

  @Test
  void aFlippedBitIsRefusedOrInTheNumbers() throws IOException {
    byte[] whole = written();
    int dataStart = whole.length - 4 * NUMBERS.length;
    for (int bit = 0; bit < 8 * dataStart; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(read(flipped)).as("bit %s", bit).containsExactly(NUMBERS);
      } catch (RondoException e) {
        assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT);
      }
    }
  }

  @Test
  void numbersThatAreNotFiniteAreRefusedWithTheirPlace() throws IOException {
    byte[] bytes = written();
    int place = bytes.length - 8;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(place, Float.NaN);
    assertThatThrownBy(() -> read(bytes))
        .hasMessage(
            "f is damaged at byte "
                + place
                + ": layer.bias holds NaN, expected a finite number; restore it from a copy or"
                + " train the model again");
  }

  @Test
  void otherTensorsAreRefused() throws IOException {
    assertOtherLayout("layer.weight", 3, 2, "tensor layer.weight is F32[2, 3], expected F32[3, 2]");
    assertOtherLayout("layer.wait", 2, 3, "tensor layer.weight is not one of this model");
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    builder.add("layer.weight", 2, 3, 1, Initializer.zeros());
    builder.add("layer.bias", 1, 3, 1, Initializer.zeros());
    builder.add("more", 1, 1, 1, Initializer.zeros());
    assertMessage(builder.build(), "tensor more is missing");
  }

  private static void assertOtherLayout(String name, int rows, int columns, String message)
      throws IOException {
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    builder.add(name, rows, columns, 1, Initializer.zeros());
    builder.add("layer.bias", 1, 3, 1, Initializer.zeros());
    assertMessage(builder.build(), message);
  }

  private static void assertMessage(ParameterLayout layout, String message) throws IOException {
    byte[] bytes = written();
    assertThatThrownBy(
            () -> Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "f", layout))
        .hasMessageContaining(message);
  }

  private static void assertCorrupt(byte[] bytes, long length) {
    assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(bytes), length, "f", LAYOUT))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT));
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, LAYOUT, NUMBERS);
    return out.toByteArray();
  }

  private static float[] read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "f", LAYOUT);
  }
}
