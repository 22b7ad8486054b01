package rondo.spark;

import java.io.IOException;
import rondo.checkpoint.RunDirectory;
import rondo.export.ModelDirectory;
import rondo.export.SavedModel;

/** Opens trained models, wherever they are. */
public final class Models {
  private Models() {}

  /**
   * The model in a model directory or a run directory.
   *
   * @throws rondo.error.RondoException NO_INPUT if there is none, CORRUPT if it is damaged
   */
  public static SavedModel read(String path) throws IOException {
    try (RunDirectory directory = Places.directory(path)) {
      return ModelDirectory.read(directory);
    }
  }
}
