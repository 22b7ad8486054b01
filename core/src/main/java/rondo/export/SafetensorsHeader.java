package rondo.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import rondo.checkpoint.Corrupt;

/**
 * The part of a safetensors file before the data: 8 bytes with the length N of the JSON, unsigned
 * and little endian, then N bytes of JSON, padded with spaces.
 *
 * @param tensors in the order of their data, without gaps between them
 * @param dataStart first byte of the data in the file
 */
record SafetensorsHeader(List<TensorInfo> tensors, long dataStart) {
  static final int MAX_JSON_BYTES = 16 << 20;
  private static final int PREFIX = Long.BYTES;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads the header and leaves {@code in} at the first byte of the data.
   *
   * @param length of the whole file; nothing is allocated that it does not justify
   * @param file for messages
   * @throws rondo.error.RondoException CORRUPT if the header breaks any rule of the format
   * @throws IOException if {@code in} fails
   */
  static SafetensorsHeader read(InputStream in, long length, String file) throws IOException {
    byte[] prefix = in.readNBytes(PREFIX);
    if (prefix.length < PREFIX || length < PREFIX) {
      throw Corrupt.at(file, prefix.length, "the file ends, expected the length of the header");
    }
    long jsonBytes = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long most = Math.min(MAX_JSON_BYTES, length - PREFIX);
    if (jsonBytes < 2 || jsonBytes > most) {
      throw Corrupt.at(
          file,
          0,
          "got a header of "
              + Long.toUnsignedString(jsonBytes)
              + " bytes, expected 2 to "
              + most
              + " bytes");
    }
    byte[] json = in.readNBytes((int) jsonBytes);
    if (json.length < jsonBytes) {
      throw Corrupt.at(file, PREFIX + json.length, "the file ends within the header");
    }
    checkText(json, file);
    List<TensorInfo> tensors = new SafetensorsHeaderParser(file, PREFIX).parse(json);
    SafetensorsHeader header = new SafetensorsHeader(tensors, PREFIX + jsonBytes);
    header.checkOffsets(length, file);
    return header;
  }

  /** The header of a file with these tensors; the data starts at a multiple of 8 bytes. */
  static byte[] toBytes(List<TensorInfo> tensors) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      generator.writeStartObject();
      for (TensorInfo tensor : tensors) {
        generator.writeObjectFieldStart(tensor.name());
        generator.writeStringField("dtype", tensor.type().name());
        generator.writeArrayFieldStart("shape");
        for (int size : tensor.shape()) {
          generator.writeNumber(size);
        }
        generator.writeEndArray();
        generator.writeFieldName("data_offsets");
        generator.writeArray(new long[] {tensor.begin(), tensor.end()}, 0, 2);
        generator.writeEndObject();
      }
      generator.writeEndObject();
    }
    int padded = (json.size() + 7) / 8 * 8;
    byte[] bytes = new byte[PREFIX + padded];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json.toByteArray());
    return bytes;
  }

  /** What Jackson would let pass: other encodings, bad UTF-8, padding that is not spaces. */
  private static void checkText(byte[] json, String file) {
    if (json[0] != '{') {
      throw Corrupt.at(file, PREFIX, "the header does not begin with '{'");
    }
    for (int i = 0; i < json.length; i++) {
      if (json[i] >= 0 && json[i] < ' ' && json[i] != '\n' && json[i] != '\t' && json[i] != '\r') {
        throw Corrupt.at(file, PREFIX + i, "control character in the header");
      }
    }
    int end = json.length;
    while (json[end - 1] == ' ') {
      end--;
    }
    if (json[end - 1] != '}') {
      throw Corrupt.at(file, PREFIX + end - 1L, "the header does not end with '}' and spaces");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(json);
    CharBuffer window = CharBuffer.allocate(4096);
    CoderResult result;
    do {
      result = decoder.decode(bytes, window.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw Corrupt.at(file, PREFIX + bytes.position(), "the header is not valid UTF-8");
    }
  }

  /** Every byte of the data belongs to exactly one tensor. */
  private void checkOffsets(long length, String file) {
    long expected = 0;
    for (TensorInfo tensor : tensors) {
      if (tensor.begin() != expected) {
        throw Corrupt.at(
            file,
            dataStart,
            "tensor "
                + tensor.name()
                + " begins at byte "
                + tensor.begin()
                + " of the data, expected "
                + expected);
      }
      expected = tensor.end();
    }
    if (expected != length - dataStart) {
      throw Corrupt.at(
          file, dataStart, "got " + (length - dataStart) + " bytes of data, expected " + expected);
    }
  }
}
