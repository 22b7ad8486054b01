package rondo.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import rondo.checkpoint.RunFiles;
import rondo.export.SavedModel;
import rondo.local.Examples;
import rondo.metric.Metric;
import rondo.round.TrainResult;
import rondo.train.Evaluation;

/**
 * What a training came to.
 *
 * @param output run directory
 * @param model as it was saved
 * @param epochs passes over the data that were made
 * @param test of the model on the test data; {@link Evaluation#NONE} if there is none
 * @param metric what was counted beside the loss
 * @param modelSha256 of model.safetensors, in hexadecimal
 * @param examples of what the model does; none if there are no data for them
 * @param baselines losses of predictors that learn nothing, by name: on the test part, or on the
 *     validation part if there is none
 */
public record TrainOutcome(
    String output,
    SavedModel model,
    TrainResult result,
    double epochs,
    Evaluation test,
    Metric metric,
    String modelSha256,
    Examples examples,
    Map<String, Double> baselines) {

  /** Where the model is. */
  public String modelPath() {
    return output + "/" + RunFiles.MODEL;
  }

  /** As {@code train --json} prints it; losses are in nats, or squared errors. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("output", output);
    json.put("model", modelPath());
    json.put("rounds", result.rounds());
    json.put("best_round", result.round());
    json.put("epochs", epochs);
    json.put("train_loss", result.trainLoss());
    json.put("valid_loss", result.validLoss());
    json.put("test_loss", test.loss());
    json.put("test_metrics", test.values(metric));
    json.put("baselines", baselines);
    json.put("seconds", result.seconds());
    json.put("time_steps", result.timeSteps());
    json.put("time_steps_per_second", result.timeSteps() / result.seconds());
    json.put("parameters", result.parameters().length);
    json.put("model_sha256", modelSha256);
    TablesJson.put(json, test.tables(metric));
    return json;
  }
}
