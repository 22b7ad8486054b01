package rondo.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.checkpoint.Corrupt;
import rondo.checkpoint.Sha256;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;

/**
 * Parameters as a safetensors file, a format that holds numbers and nothing else: F32, little
 * endian, the tensors (rows, columns) of a {@link ParameterLayout} in its order. The same
 * parameters always give the same bytes.
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16; // bytes

  private Safetensors() {}

  /** Writes a whole file; does not close {@code out}. */
  public static void write(OutputStream out, ParameterLayout layout, float[] parameters)
      throws IOException {
    if (parameters.length != layout.size()) {
      throw new IllegalArgumentException(
          "parameters: got " + parameters.length + ", expected " + layout.size());
    }
    out.write(SafetensorsHeader.toBytes(infos(layout)));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < parameters.length; ) {
      int count = Math.min(CHUNK / Float.BYTES, parameters.length - done);
      chunk.asFloatBuffer().put(parameters, done, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
      done += count;
    }
  }

  /** The SHA-256 of the file that {@link #write} writes, in hexadecimal. */
  public static String sha256(ParameterLayout layout, float[] parameters) {
    try {
      return Sha256.of(out -> write(out, layout, parameters)).sha256();
    } catch (IOException e) {
      throw new IllegalStateException("Hashing does no input or output", e);
    }
  }

  /**
   * Reads a whole file that must hold exactly the tensors of {@code layout}, finite numbers all.
   *
   * @param length of the file in bytes
   * @param file for messages
   * @throws rondo.error.RondoException CORRUPT if it does not
   * @throws IOException if {@code in} fails
   */
  public static float[] read(InputStream in, long length, String file, ParameterLayout layout)
      throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(in, length, file);
    checkTensors(header, layout, file);
    float[] parameters = new float[layout.size()];
    for (TensorInfo info : header.tensors()) {
      Tensor tensor = layout.tensor(info.name());
      try {
        readFloats(in, parameters, tensor.offset(), tensor.size());
      } catch (EOFException e) {
        throw Corrupt.at(
            file, header.dataStart() + info.begin(), "the file ends in " + info.name());
      }
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        if (!Float.isFinite(parameters[i])) {
          throw Corrupt.at(
              file,
              header.dataStart() + info.begin() + (long) (i - tensor.offset()) * Float.BYTES,
              info.name() + " holds " + parameters[i] + ", expected a finite number");
        }
      }
    }
    if (in.read() >= 0) {
      throw Corrupt.at(file, length, "got more bytes, expected the end of the file");
    }
    return parameters;
  }

  private static List<TensorInfo> infos(ParameterLayout layout) {
    List<TensorInfo> infos = new ArrayList<>();
    for (Tensor tensor : layout.tensors()) {
      long begin = (long) tensor.offset() * Float.BYTES;
      infos.add(
          new TensorInfo(
              tensor.name(),
              TensorInfo.Type.F32,
              List.of(tensor.rows(), tensor.columns()),
              begin,
              begin + (long) tensor.size() * Float.BYTES));
    }
    return infos;
  }

  private static void checkTensors(SafetensorsHeader header, ParameterLayout layout, String file) {
    Map<String, TensorInfo> expected = new HashMap<>();
    infos(layout).forEach(info -> expected.put(info.name(), info));
    for (TensorInfo got : header.tensors()) {
      TensorInfo wanted = expected.remove(got.name());
      if (wanted == null) {
        throw Corrupt.file(file, "tensor " + got.name() + " is not one of this model");
      }
      if (got.type() != wanted.type() || !got.shape().equals(wanted.shape())) {
        throw Corrupt.file(
            file,
            "tensor "
                + got.name()
                + " is "
                + got.type()
                + got.shape()
                + ", expected "
                + wanted.type()
                + wanted.shape());
      }
    }
    if (!expected.isEmpty()) {
      throw Corrupt.file(file, "tensor " + expected.keySet().iterator().next() + " is missing");
    }
  }

  private static void readFloats(InputStream in, float[] target, int offset, int size)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < size; ) {
      int count = Math.min(CHUNK / Float.BYTES, size - done);
      if (in.readNBytes(chunk.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
        throw new EOFException();
      }
      chunk.asFloatBuffer().get(target, offset + done, count);
      done += count;
    }
  }
}
