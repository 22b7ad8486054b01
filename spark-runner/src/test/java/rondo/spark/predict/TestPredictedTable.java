package rondo.spark.predict;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import rondo.error.RondoException;

class TestPredictedTable {
  @Test
  void aKeyIsNotCalledAsAColumnOfTheOutput() {
    StructType type =
        new StructType().add("Step", DataTypes.StringType).add("step", DataTypes.LongType);
    assertThatThrownBy(() -> PredictedTable.requireUnique(type))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "data.key: got the column step, which is also the name of a column of the output,"
                + " expected another name; give the key another name in data.query of the job, and"
                + " train with it");
    StructType unique =
        new StructType().add("id", DataTypes.StringType).add("step", DataTypes.LongType);
    assertThatCode(() -> PredictedTable.requireUnique(unique)).doesNotThrowAnyException();
  }
}
