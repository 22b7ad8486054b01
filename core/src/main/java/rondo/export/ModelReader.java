package rondo.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.checkpoint.RunDirectory;

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
    String path = directory.pathOf(name);
    long length = expected(name).length();
    try (DigestInputStream in = hashing(name)) {
      float[] parameters =
          Safetensors.read(new BufferedInputStream(in), length, path, config.layout());
      checkHash(name, in);
      return parameters;
    }
  }

  private byte[] bytes(String name, int most) throws IOException {
    long length = expected(name).length();
    if (length > most) {
      throw bad(name, "it has " + length + " bytes, expected at most " + most);
    }
    try (DigestInputStream in = hashing(name)) {
      byte[] bytes = in.readNBytes((int) length);
      checkHash(name, in);
      return bytes;
    }
  }

  private DigestInputStream hashing(String name) throws IOException {
    InputStream in = directory.open(name);
    return new DigestInputStream(in, Sha256.digest());
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

  private void checkHash(String name, DigestInputStream in) {
    if (!Sha256.of(in).equals(expected(name).sha256())) {
      throw bad(name, "its SHA-256 is not the one in " + Manifest.NAME);
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
