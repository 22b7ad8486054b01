package rondo.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.checkpoint.StrictJson;
import rondo.model.ModelSpec;
import rondo.network.Networks;

/** {@code config.json} of a model directory: the model without its numbers. */
final class ModelConfig {
  static final int MAX_BYTES = 1 << 20;
  private static final String FORMAT = "rondo-model";
  private static final int VERSION = ModelSpecJson.VERSION;
  private static final int TENSORS = 1; // version of the order of the numbers in a tensor
  private static final int MAX_FACTS = 256;
  private static final String ORDER =
      "every tensor is (inputs, outputs), row-major; the outputs of a recurrent layer are its gates"
          + " one after the other, LSTM i f g o";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ModelConfig() {}

  /**
   * @throws IllegalArgumentException if a fact is not finite, or {@code job} not a JSON object
   */
  static byte[] toBytes(SavedModel model) throws JsonProcessingException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("task", model.task());
    LossSpecJson.write(model.loss(), root);
    ModelSpecJson.write(model.spec(), root.putObject("model"));
    ObjectNode tensors = root.putObject("tensors");
    tensors.put("layout", TENSORS);
    tensors.put("order", ORDER);
    tensors.put("parameters", model.parameters().length);
    ObjectNode training = root.putObject("training");
    model
        .training()
        .forEach(
            (name, fact) -> {
              if (!Double.isFinite(fact)) {
                throw new IllegalArgumentException(name + ": got " + fact + ", expected finite");
              }
              training.put(name, fact);
            });
    JsonNode job = MAPPER.readTree(model.job());
    if (!job.isObject()) {
      throw new IllegalArgumentException("job: got other JSON, expected a JSON object");
    }
    root.set("job", job);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /**
   * The model without encoders and parameters.
   *
   * @throws rondo.error.RondoException CORRUPT if any key is missing, unknown or out of range
   */
  static SavedModel parse(byte[] bytes, String file) throws IOException {
    StrictJson root = StrictJson.parse(bytes, file);
    root.keys(Set.of("format", "version", "task", "loss", "model", "tensors", "training", "job"));
    if (!root.text("format").equals(FORMAT)) {
      throw root.bad("its format is not " + FORMAT);
    }
    int version = (int) root.integer("version", 1, VERSION);
    StrictJson tensors = root.object("tensors").keys(Set.of("layout", "order", "parameters"));
    tensors.integer("layout", TENSORS, TENSORS);
    if (!tensors.text("order").equals(ORDER)) {
      throw root.bad("tensors.order is not that of layout " + TENSORS);
    }
    ModelSpec spec = ModelSpecJson.read(root.object("model"), version);
    int size = layoutSize(spec, root);
    tensors.integer("parameters", size, size);
    return new SavedModel(
        root.text("task"),
        spec,
        LossSpecJson.read(root),
        root.object("job").toString(),
        facts(root.object("training")),
        Map.of(),
        new float[0]);
  }

  private static int layoutSize(ModelSpec spec, StrictJson root) {
    try {
      return Networks.layout(spec).size();
    } catch (IllegalArgumentException e) {
      throw root.bad(e.getMessage());
    }
  }

  private static Map<String, Double> facts(StrictJson training) {
    List<String> names = training.names();
    if (names.size() > MAX_FACTS) {
      throw training.bad("training has more than " + MAX_FACTS + " facts");
    }
    Map<String, Double> facts = new LinkedHashMap<>();
    names.forEach(name -> facts.put(name, training.number(name)));
    return facts;
  }
}
