package rondo.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import rondo.checkpoint.StrictJson;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;

/** A {@link LossSpec} as JSON, under the key loss: a name, or an object if it has options. */
final class LossSpecJson {
  private static final String KEY = "loss";

  private LossSpecJson() {}

  static void write(LossSpec loss, ObjectNode root) {
    String kind = StrictJson.nameOf(loss.kind());
    if (loss.classWeights().isEmpty() && loss.quantiles().isEmpty()) {
      root.put(KEY, kind);
      return;
    }
    ObjectNode node = root.putObject(KEY);
    node.put("kind", kind);
    list(loss.classWeights(), node.putArray("class-weights"));
    list(loss.quantiles(), node.putArray("quantiles"));
  }

  private static void list(List<Double> values, ArrayNode node) {
    values.forEach(node::add);
  }

  /**
   * @throws rondo.error.RondoException CORRUPT if it is not as it was written
   */
  static LossSpec read(StrictJson root) {
    try {
      if (!root.isObject(KEY)) {
        return LossSpec.of(root.constant(KEY, LossKind.class));
      }
      StrictJson node = root.object(KEY).keys(Set.of("kind", "class-weights", "quantiles"));
      return new LossSpec(
          node.constant("kind", LossKind.class),
          node.numbers("class-weights"),
          node.numbers("quantiles"));
    } catch (IllegalArgumentException e) {
      throw root.bad(e.getMessage());
    }
  }
}
