package rondo.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import rondo.metric.Tables;
import rondo.metric.Tables.ClassLine;
import rondo.metric.Tables.HorizonLine;

/**
 * The tables of a metric in the result of a command: {@code confusion}, {@code classes} and {@code
 * horizon}; of a model that tells two things, with the name of the part before.
 */
public final class TablesJson {
  private TablesJson() {}

  /** Puts what there is into {@code json}. */
  public static void put(Map<String, Object> json, List<Tables> tables) {
    for (Tables table : tables) {
      String prefix = table.name().isEmpty() ? "" : table.name() + "_";
      if (table.confusion() != null) {
        Map<String, Object> confusion = new LinkedHashMap<>();
        confusion.put("labels", table.confusion().labels());
        confusion.put("counts", table.confusion().counts());
        json.put(prefix + "confusion", confusion);
      }
      if (!table.classes().isEmpty()) {
        boolean areas = table.confusion() != null;
        json.put(prefix + "classes", lines(table.classes(), line -> of(line, areas)));
      }
      if (!table.horizon().isEmpty()) {
        json.put(prefix + "horizon", lines(table.horizon(), TablesJson::of));
      }
    }
  }

  private static <T> List<Map<String, Object>> lines(
      List<T> lines, Function<T, Map<String, Object>> json) {
    return lines.stream().map(json).toList();
  }

  private static Map<String, Object> of(ClassLine line, boolean areas) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", line.label());
    json.put("support", line.support());
    json.put("predicted", line.predicted());
    json.put("right", line.right());
    json.put("precision", line.precision());
    json.put("recall", line.recall());
    json.put("f1", line.f1());
    if (areas) {
      json.put("auc", line.auc());
      json.put("auc_error", line.aucError());
    }
    return json;
  }

  private static Map<String, Object> of(HorizonLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("target", line.target());
    json.put("step", line.step());
    json.put("count", line.count());
    json.put("mae", line.mae());
    json.put("rmse", line.rmse());
    json.put("mase", line.mase());
    json.put("pinball", line.pinball());
    return json;
  }
}
