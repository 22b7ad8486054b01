package rondo.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import rondo.checkpoint.StrictJson;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;

/** A {@link ModelSpec} as JSON. A new field of the spec is a new key here and a new version. */
final class ModelSpecJson {
  private ModelSpecJson() {}

  static void write(ModelSpec spec, ObjectNode node) {
    ObjectNode input = node.putObject("input");
    input.put("kind", StrictJson.nameOf(spec.input().kind()));
    input.put("size", spec.input().size());
    input.put("embedding", spec.input().embedding());
    ObjectNode cell = node.putObject("cell");
    cell.put("kind", spec.cell().kind());
    cell.put("activation", StrictJson.nameOf(spec.cell().activation()));
    cell.put("forget-bias", spec.cell().forgetBias());
    cell.put("peepholes", spec.cell().peepholes());
    ArrayNode hidden = node.putArray("hidden");
    spec.hidden().forEach(hidden::add);
    node.put("dropout", spec.dropout());
    node.put("recurrent-dropout", spec.recurrentDropout());
    node.put("initial-state", StrictJson.nameOf(spec.initialState()));
    node.put("outputs", spec.outputs());
  }

  static ModelSpec read(StrictJson node) {
    node.keys(
        Set.of(
            "input", "cell", "hidden", "dropout", "recurrent-dropout", "initial-state", "outputs"));
    StrictJson input = node.object("input").keys(Set.of("kind", "size", "embedding"));
    StrictJson cell =
        node.object("cell").keys(Set.of("kind", "activation", "forget-bias", "peepholes"));
    List<Integer> hidden = node.integers("hidden", 1, 1 << 16);
    try {
      return new ModelSpec(
          new InputSpec(
              input.constant("kind", InputSpec.Kind.class),
              (int) input.integer("size", 1, Integer.MAX_VALUE),
              (int) input.integer("embedding", 0, Integer.MAX_VALUE),
              List.of()),
          new CellSpec(
              cell.text("kind"),
              cell.constant("activation", CellSpec.Activation.class),
              cell.number("forget-bias"),
              cell.flag("peepholes")),
          hidden,
          node.number("dropout"),
          node.number("recurrent-dropout"),
          node.constant("initial-state", ModelSpec.InitialState.class),
          (int) node.integer("outputs", 1, Integer.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }
}
