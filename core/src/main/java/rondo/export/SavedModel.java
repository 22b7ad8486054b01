package rondo.export;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.loss.LossSpec;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.network.Networks;

/**
 * A trained model with all that is needed to use it.
 *
 * @param task registered name of the task that it was trained for
 * @param job the configuration it was trained with, one JSON object; must hold no secrets
 * @param training facts of the training by name, such as rounds and validation loss; finite
 * @param encoders what turns data into the numbers the model takes, by file name: JSON
 * @param parameters in the order of the layout of {@code spec}; not copied
 */
public record SavedModel(
    String task,
    ModelSpec spec,
    LossSpec loss,
    String job,
    Map<String, Double> training,
    Map<String, String> encoders,
    float[] parameters)
    implements Serializable {

  /** Keeps the order of both maps. */
  public SavedModel {
    training = new LinkedHashMap<>(training);
    encoders = new LinkedHashMap<>(encoders);
  }

  /** Names, places and shapes of the parameters. */
  public ParameterLayout layout() {
    return Networks.layout(spec);
  }
}
