package rondo.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.error.ExitCode;
import rondo.export.TensorInfo.Type;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;
import rondo.model.ParameterLayout;

/** A safetensors file: its header alone, and as the parameters of a model. */
public final class FuzzSafetensors implements FuzzTarget {
  private static final String FILE = "model.safetensors";
  private static final ParameterLayout LAYOUT = SmallModels.referenceLayout();

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    Safetensors.write(model, LAYOUT, new float[] {1, -2, 0.5f, 0, -0f, 1e-30f, 7, 8, 9});
    seeds.add(model.toByteArray());
    seeds.add(SafetensorsHeader.toBytes(List.of()));
    seeds.add(
        withData(
            SafetensorsHeader.toBytes(
                List.of(
                    new TensorInfo("a\"é", Type.F64, List.of(), 0, 8),
                    new TensorInfo("empty", Type.I64, List.of(3, 0), 8, 8),
                    new TensorInfo("b", Type.I32, List.of(1, 2, 1), 8, 16))),
            16));
    String json =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"shape\":[2],\"data_offsets\":[0,8],\"dtype\":\"F32\"}}  ";
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + text.length + 8];
    file[0] = (byte) text.length;
    System.arraycopy(text, 0, file, 8, text.length);
    seeds.add(file);
    return seeds;
  }

  private static byte[] withData(byte[] header, int bytes) {
    return Arrays.copyOf(header, header.length + bytes);
  }

  @Override
  public void read(byte[] input) throws Exception {
    SafetensorsHeader header =
        Refusals.taken(
            () -> SafetensorsHeader.read(stream(input), input.length, FILE), ExitCode.CORRUPT);
    if (header != null) {
      byte[] written = SafetensorsHeader.toBytes(header.tensors());
      long length = written.length + input.length - header.dataStart();
      SafetensorsHeader again = SafetensorsHeader.read(stream(written), length, FILE);
      Refusals.requireEqual("the tensors", again.tensors(), header.tensors());
    }
    float[] parameters =
        Refusals.taken(
            () -> Safetensors.read(stream(input), input.length, FILE, LAYOUT), ExitCode.CORRUPT);
    if (parameters != null) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      Safetensors.write(written, LAYOUT, parameters);
      byte[] bytes = written.toByteArray();
      float[] again = Safetensors.read(stream(bytes), bytes.length, FILE, LAYOUT);
      if (!Arrays.equals(again, parameters)) {
        throw new AssertionError("other parameters: " + Arrays.toString(again));
      }
    }
    // The length that a manifest or a file system tells may be another one.
    Refusals.taken(
        () -> Safetensors.read(stream(input), 2L * input.length, FILE, LAYOUT), ExitCode.CORRUPT);
    Refusals.taken(
        () -> Safetensors.read(stream(input), Long.MAX_VALUE, FILE, LAYOUT), ExitCode.CORRUPT);
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
