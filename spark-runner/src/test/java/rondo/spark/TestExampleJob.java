package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.LocalFileAccess;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.local.Examples;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.table.TimeKind;
import rondo.table.ValueType;

class TestExampleJob {
  @Test
  void aFailureIsToldAndLosesNoRun() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(3),
            CellSpec.of("gru"),
            List.of(2),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            1);
    SavedModel model =
        new SavedModel(
            "anomaly",
            spec,
            LossSpec.of(LossKind.MEAN_SQUARED_ERROR),
            "{}",
            Map.of(),
            Map.of(), // what the model must know of its series is not there
            new float[0]);
    TableSchema schema =
        new TableSchema(
            List.of("id"), TimeKind.WHOLE, List.of(), List.of(Field.of("x", ValueType.NUMBER)));
    Table table =
        new Table(schema, List.of(new Table.Shard("nowhere", 1, 1, 1)), new LocalFileAccess());
    List<String> told = new ArrayList<>();
    Examples examples =
        ExampleJob.take(Contexts.on("local[2]"), model, null, table, Split.TEST, told::add);
    assertThat(examples).isSameAs(Examples.NONE);
    assertThat(told)
        .containsExactly(
            "the report has no examples: The model has no series.json; take the whole model"
                + " directory of its run");
  }
}
