package rondo.spark.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import rondo.export.SavedModel;
import rondo.local.TextModel;
import rondo.train.Sampling;

/** Text of a language model. */
final class TextGeneration implements Generation {
  private static final int USUAL_LENGTH = 500;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Text: choose among the K likeliest tokens only (default: 0, all).")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Text: choose among the likeliest that together have probability P (default: 1).")
  private Double topP;

  @Override
  public String task() {
    return "language-model";
  }

  @Override
  public int longest() {
    return 10_000_000;
  }

  @Override
  public List<String> given() {
    List<String> given = new ArrayList<>();
    if (topK != null) {
      given.add("--top-k");
    }
    if (topP != null) {
      given.add("--top-p");
    }
    return given;
  }

  @Override
  public void check(Request request) {
    sampling(request);
  }

  private Sampling sampling(Request request) {
    try {
      return new Sampling(
          request.temperature(), topK == null ? 0 : topK, topP == null ? 1.0 : topP);
    } catch (IllegalArgumentException e) {
      throw GenerateCommand.usage("--" + e.getMessage());
    }
  }

  private String write(SavedModel model, Request request) {
    return new TextModel(model)
        .write(
            request.beginning(), request.lengthOr(USUAL_LENGTH), sampling(request), request.seed());
  }

  @Override
  public void print(SavedModel model, Request request, Console console) {
    console.printPart(request.beginning());
    new TextModel(model)
        .write(
            request.beginning(),
            request.lengthOr(USUAL_LENGTH),
            sampling(request),
            request.seed(),
            console::printPart);
    console.print("");
  }

  @Override
  public Map<String, Object> toJson(SavedModel model, Request request) {
    Sampling sampling = sampling(request);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed_text", request.beginning());
    json.put("text", write(model, request));
    json.put("length", request.lengthOr(USUAL_LENGTH));
    json.put("temperature", sampling.temperature());
    json.put("top_k", sampling.topK());
    json.put("top_p", sampling.topP());
    json.put("seed", request.seed());
    return json;
  }
}
