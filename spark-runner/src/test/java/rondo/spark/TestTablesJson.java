package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.metric.Tables;
import rondo.metric.Tables.ClassLine;
import rondo.metric.Tables.Confusion;
import rondo.metric.Tables.HorizonLine;

class TestTablesJson {
  private static JsonNode json(Tables... tables) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    TablesJson.put(json, List.of(tables));
    ObjectMapper mapper = new ObjectMapper();
    return mapper.readTree(mapper.writeValueAsBytes(json));
  }

  @Test
  void confusionAndClasses() throws IOException {
    JsonNode json =
        json(
            new Tables(
                "",
                new Confusion(List.of("a", "b"), new long[][] {{1, 2}, {3, 1L << 40}}),
                List.of(new ClassLine("a", 3, 4, 1, 0.25, 0.5, 0.4, 0.75, 0.001)),
                List.of()));
    assertThat(json.toString())
        .isEqualTo(
            "{\"confusion\":{\"labels\":[\"a\",\"b\"],\"counts\":[[1,2],[3,1099511627776]]},"
                + "\"classes\":[{\"label\":\"a\",\"support\":3,\"predicted\":4,\"right\":1,"
                + "\"precision\":0.25,\"recall\":0.5,\"f1\":0.4,\"auc\":0.75,\"auc_error\":0.001}]}");
  }

  @Test
  void partsHaveTheirNameBeforeAndTypesOfEntitiesNoArea() throws IOException {
    double nan = Double.NaN;
    JsonNode json =
        json(
            new Tables(
                "tags",
                null,
                List.of(new ClassLine("PER", 3, 4, 1, 0.25, 0.5, 0.4, nan, nan)),
                List.of(new HorizonLine(0, 2, 9, 0.5, 0.75, 1.5, 0.125))));
    assertThat(json.toString())
        .isEqualTo(
            "{\"tags_classes\":[{\"label\":\"PER\",\"support\":3,\"predicted\":4,\"right\":1,"
                + "\"precision\":0.25,\"recall\":0.5,\"f1\":0.4}],"
                + "\"tags_horizon\":[{\"target\":0,\"step\":2,\"count\":9,\"mae\":0.5,"
                + "\"rmse\":0.75,\"mase\":1.5,\"pinball\":0.125}]}");
  }
}
