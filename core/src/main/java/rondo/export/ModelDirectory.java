package rondo.export;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.checkpoint.Corrupt;
import rondo.checkpoint.FileNames;
import rondo.checkpoint.Manifest;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.ParameterLayout.Tensor;

/**
 * A model as a directory of data files: {@code model.safetensors}, {@code config.json}, encoders as
 * JSON, and {@code MANIFEST.json} with the length and SHA-256 of each.
 *
 * <p>Thread use: one writer at a time; any number of readers, also while it writes.
 */
public final class ModelDirectory {
  /** The numbers of the model. */
  public static final String PARAMETERS = "model.safetensors";

  /** The model without its numbers. */
  public static final String CONFIG = "config.json";

  private ModelDirectory() {}

  /**
   * Writes a model in place of the one that is there, if there is one. Whenever the process dies,
   * {@link #read} gives the old model or the new one.
   *
   * @return the SHA-256 of {@link #PARAMETERS}, in hexadecimal
   * @throws RondoException DIVERGED, before anything is written, if a parameter is not finite
   */
  public static String write(RunDirectory directory, SavedModel model) throws IOException {
    checkFinite(model);
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    byte[] config = ModelConfig.toBytes(model);
    files.put(CONFIG, out -> out.write(config));
    model.encoders().forEach((name, json) -> files.put(encoderName(name), text(json)));
    files.put(PARAMETERS, out -> Safetensors.write(out, model.layout(), model.parameters()));
    return ModelReplacement.replace(directory, files).files().get(PARAMETERS).sha256();
  }

  /**
   * Reads a model and checks every byte of it.
   *
   * @param directory of the model, or of the run that made it
   * @throws RondoException NO_INPUT if there is no model, CORRUPT if it is damaged
   */
  public static SavedModel read(RunDirectory directory) throws IOException {
    boolean isRun =
        directory.length(RunFiles.RUN).isPresent() && directory.length(Manifest.NAME).isEmpty();
    RunDirectory home = isRun ? directory.folder(RunFiles.MODEL) : directory;
    RunDirectory next = home.folder(ModelReplacement.NEXT);
    try {
      return ModelReader.read(home);
    } catch (FileNotFoundException | RondoException first) {
      // Either damaged, or being replaced at this moment; then one of these two is whole.
      for (RunDirectory other : new RunDirectory[] {next, home}) {
        try {
          return ModelReader.read(other);
        } catch (FileNotFoundException | RondoException second) {
          first.addSuppressed(second);
        }
      }
      throw first instanceof RondoException ? (RondoException) first : missing(home);
    }
  }

  private static RondoException missing(RunDirectory home) throws IOException {
    List<String> names;
    try {
      names = home.list();
    } catch (NotDirectoryException e) {
      names = List.of();
    }
    return names.isEmpty()
        ? new RondoException(
            ExitCode.NO_INPUT,
            home.description() + " holds no model; give RUN_DIR/model of a finished run")
        : Corrupt.file(home.description(), "it has no complete model with " + Manifest.NAME);
  }

  private static void checkFinite(SavedModel model) {
    float[] parameters = model.parameters();
    for (Tensor tensor : model.layout().tensors()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        if (!Float.isFinite(parameters[i])) {
          throw new RondoException(
              ExitCode.DIVERGED,
              "Tensor "
                  + tensor.name()
                  + " of the model holds "
                  + parameters[i]
                  + ", expected finite numbers; lower training.optimizer.learning-rate or"
                  + " training.clip-norm");
        }
      }
    }
  }

  private static String encoderName(String name) {
    FileNames.require(name);
    if (!name.endsWith(".json")
        || name.startsWith(".")
        || name.equals(CONFIG)
        || name.equals(Manifest.NAME)) {
      throw new IllegalArgumentException(
          "Encoder file: got " + name + ", expected the name of a JSON file of its own");
    }
    return name;
  }

  private static RunDirectory.Content text(String json) {
    return out -> out.write(json.getBytes(StandardCharsets.UTF_8));
  }
}
