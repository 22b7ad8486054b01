package rondo.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rondo.checkpoint.StrictJson;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;

/**
 * A {@link ModelSpec} as JSON. A new field of the spec is a new key here and a new version; what an
 * older version did not have is read as what it meant then.
 */
final class ModelSpecJson {
  /** The version that is written, the latest that is read. */
  static final int VERSION = 2;

  private static final int MOST = Integer.MAX_VALUE;

  private ModelSpecJson() {}

  static void write(ModelSpec spec, ObjectNode node) {
    ObjectNode input = node.putObject("input");
    input.put("kind", StrictJson.nameOf(spec.input().kind()));
    input.put("size", spec.input().size());
    input.put("embedding", spec.input().embedding());
    ArrayNode columns = input.putArray("columns");
    for (TokenColumn column : spec.input().columns()) {
      columns.addObject().put("tokens", column.tokens()).put("embedding", column.embedding());
    }
    ObjectNode cell = node.putObject("cell");
    cell.put("kind", spec.cell().kind());
    cell.put("activation", StrictJson.nameOf(spec.cell().activation()));
    cell.put("forget-bias", spec.cell().forgetBias());
    cell.put("peepholes", spec.cell().peepholes());
    cell.put("layer-norm", spec.cell().layerNorm());
    cell.put("projection", spec.cell().projection());
    ArrayNode hidden = node.putArray("hidden");
    spec.hidden().forEach(hidden::add);
    node.put("dropout", spec.dropout());
    node.put("recurrent-dropout", spec.recurrentDropout());
    node.put("initial-state", StrictJson.nameOf(spec.initialState()));
    node.put("bidirectional", spec.bidirectional());
    ObjectNode head = node.putObject("head");
    head.put("step-outputs", spec.head().stepOutputs());
    head.put("sequence-outputs", spec.head().sequenceOutputs());
    head.put("pooling", StrictJson.nameOf(spec.head().pooling()));
    head.put("tied", spec.head().tied());
    head.put("crf", spec.head().crf());
  }

  /**
   * @param version of the file, 1 to {@link #VERSION}
   */
  static ModelSpec read(StrictJson node, int version) {
    boolean first = version == 1;
    node.keys(
        first
            ? Set.of(
                "input",
                "cell",
                "hidden",
                "dropout",
                "recurrent-dropout",
                "initial-state",
                "outputs")
            : Set.of(
                "input",
                "cell",
                "hidden",
                "dropout",
                "recurrent-dropout",
                "initial-state",
                "bidirectional",
                "head"));
    List<Integer> hidden = node.integers("hidden", 1, 1 << 16);
    try {
      return new ModelSpec(
          input(node.object("input"), first),
          cell(node.object("cell"), first),
          hidden,
          node.number("dropout"),
          node.number("recurrent-dropout"),
          node.constant("initial-state", ModelSpec.InitialState.class),
          !first && node.flag("bidirectional"),
          first
              ? HeadSpec.steps((int) node.integer("outputs", 1, MOST))
              : head(node.object("head")));
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }

  private static InputSpec input(StrictJson input, boolean first) {
    input.keys(
        first
            ? Set.of("kind", "size", "embedding")
            : Set.of("kind", "size", "embedding", "columns"));
    List<TokenColumn> columns = new ArrayList<>();
    for (StrictJson column : first ? List.<StrictJson>of() : input.objects("columns")) {
      column.keys(Set.of("tokens", "embedding"));
      columns.add(
          new TokenColumn(
              (int) column.integer("tokens", 1, MOST), (int) column.integer("embedding", 1, MOST)));
    }
    return new InputSpec(
        input.constant("kind", InputSpec.Kind.class),
        (int) input.integer("size", 0, MOST),
        (int) input.integer("embedding", 0, MOST),
        columns);
  }

  private static CellSpec cell(StrictJson cell, boolean first) {
    cell.keys(
        first
            ? Set.of("kind", "activation", "forget-bias", "peepholes")
            : Set.of("kind", "activation", "forget-bias", "peepholes", "layer-norm", "projection"));
    return new CellSpec(
        cell.text("kind"),
        cell.constant("activation", CellSpec.Activation.class),
        cell.number("forget-bias"),
        cell.flag("peepholes"),
        !first && cell.flag("layer-norm"),
        first ? 0 : (int) cell.integer("projection", 0, MOST));
  }

  private static HeadSpec head(StrictJson head) {
    head.keys(Set.of("step-outputs", "sequence-outputs", "pooling", "tied", "crf"));
    return new HeadSpec(
        (int) head.integer("step-outputs", 0, MOST),
        (int) head.integer("sequence-outputs", 0, MOST),
        head.constant("pooling", HeadSpec.Pooling.class),
        head.flag("tied"),
        head.flag("crf"));
  }
}
