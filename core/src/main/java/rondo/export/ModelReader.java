package rondo.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.checkpoint.Corrupt;
import rondo.checkpoint.Manifest;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.Sha256;
import rondo.checkpoint.StrictJson;
import rondo.checkpoint.VerifiedStream;

/** Reads the files of a model that its manifest lists, and checks them against it. */
final class ModelReader {
  private static final int MAX_ENCODER_BYTES = 64 << 20;

  private final RunDirectory directory;
  private final Manifest manifest;

  private ModelReader(RunDirectory directory, Manifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /**
   * Reads a whole model.
   *
   * @throws java.io.FileNotFoundException if there is no manifest
   * @throws rondo.error.RondoException CORRUPT if any file does not fit the manifest, the format or
   *     the other files
   */
  static SavedModel read(RunDirectory directory) throws IOException {
    ModelReader reader = new ModelReader(directory, Manifest.read(directory));
    for (String name : reader.manifest.files().keySet()) {
      reader.checkLength(name);
    }
    SavedModel config =
        ModelConfig.parse(
            reader.bytes(ModelDirectory.CONFIG, ModelConfig.MAX_BYTES),
            directory.pathOf(ModelDirectory.CONFIG));
    Map<String, String> encoders = new LinkedHashMap<>();
    for (String name : reader.manifest.files().keySet()) {
      if (!name.equals(ModelDirectory.CONFIG) && !name.equals(ModelDirectory.PARAMETERS)) {
        byte[] bytes = reader.bytes(name, MAX_ENCODER_BYTES);
        encoders.put(name, StrictJson.decode(bytes, directory.pathOf(name)));
      }
    }
    return new SavedModel(
        config.task(),
        config.spec(),
        config.loss(),
        config.job(),
        config.training(),
        encoders,
        reader.parameters(config));
  }

  private float[] parameters(SavedModel config) throws IOException {
    String name = ModelDirectory.PARAMETERS;
    long length = expected(name).length();
    try (InputStream in = new BufferedInputStream(open(name))) {
      return Safetensors.read(in, length, directory.pathOf(name), config.layout());
    }
  }

  private byte[] bytes(String name, int most) throws IOException {
    long length = expected(name).length();
    if (length > most) {
      throw bad(name, "it has " + length + " bytes, expected at most " + most);
    }
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(String name) throws IOException {
    return new VerifiedStream(directory.open(name), expected(name), directory.pathOf(name));
  }

  private void checkLength(String name) throws IOException {
    long length = directory.length(name).orElse(-1);
    if (length < 0) {
      throw bad(name, "it is missing, but " + Manifest.NAME + " lists it");
    }
    if (length != expected(name).length()) {
      throw bad(
          name, "it has " + length + " bytes, expected " + expected(name).length() + " bytes");
    }
  }

  private Sha256 expected(String name) {
    Sha256 expected = manifest.files().get(name);
    if (expected == null) {
      throw bad(Manifest.NAME, "it does not list " + name);
    }
    return expected;
  }

  private RuntimeException bad(String name, String reason) {
    return Corrupt.file(directory.pathOf(name), reason);
  }
}
