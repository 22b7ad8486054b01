package rondo.spark.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.export.ModelSummary;
import rondo.export.SavedModel;
import rondo.round.RoundMetrics;
import rondo.spark.Inspection;
import rondo.spark.report.RunHistory;

/** What {@code inspect --json} prints. */
final class InspectJson {
  private InspectJson() {}

  static Map<String, Object> of(Inspection inspection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", inspection.path());
    if (inspection.run() != null) {
      json.put("rondo", inspection.run().rondo());
      json.put("started", inspection.run().started());
      json.put("environment", inspection.run().environment());
    }
    if (inspection.model() != null) {
      json.put("model", model(inspection.model()));
    }
    if (inspection.history() != null) {
      json.put("history", history(inspection.history()));
    }
    if (!inspection.variants().isEmpty()) {
      Map<String, Object> variants = new LinkedHashMap<>();
      inspection.variants().forEach((name, variant) -> variants.put(name, of(variant)));
      json.put("variants", variants);
    }
    return json;
  }

  private static Map<String, Object> model(SavedModel model) {
    ModelSummary summary = ModelSummary.of(model.spec());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", model.task());
    json.put("loss", lower(model.loss().kind()));
    json.put("cell", model.spec().cell().kind());
    json.put("input", lower(model.spec().input().kind()));
    json.put("inputs", model.spec().input().size());
    json.put("embedding", model.spec().input().embedding());
    json.put("hidden", model.spec().hidden());
    json.put("bidirectional", model.spec().bidirectional());
    json.put("outputs", model.spec().outputs());
    json.put("sequence_outputs", model.spec().head().sequenceOutputs());
    json.put("parameters", summary.parameters());
    List<Map<String, Object>> tensors = new ArrayList<>();
    for (ModelSummary.Entry tensor : summary.tensors()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", tensor.name());
      entry.put("shape", List.of(tensor.rows(), tensor.columns()));
      entry.put("parameters", tensor.size());
      tensors.add(entry);
    }
    json.put("tensors", tensors);
    json.put("training", model.training());
    return json;
  }

  /** The rounds that were evaluated, and how many there were in all. */
  private static Map<String, Object> history(RunHistory history) {
    List<Map<String, Object>> evaluations = new ArrayList<>();
    for (RoundMetrics metrics : history.evaluations()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("round", metrics.round());
      entry.put("epoch", metrics.epoch());
      entry.put("train_loss", metrics.trainLoss());
      entry.put("valid_loss", metrics.validLoss());
      entry.put("metrics", metrics.metrics());
      evaluations.add(entry);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rounds", history.total() == null ? 0 : history.total().round());
    json.put("time_steps", history.total() == null ? 0 : history.total().timeSteps());
    json.put("evaluations", evaluations);
    return json;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
