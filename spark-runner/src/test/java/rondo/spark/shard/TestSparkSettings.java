package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import rondo.error.RondoException;
import rondo.spark.Staging;

class TestSparkSettings {
  @Test
  void keepsWhatTheUserSet() {
    SparkConf conf = new SparkConf(false).set("spark.locality.wait", "0s");
    assertThat(SparkSettings.apply(conf).get("spark.locality.wait")).isEqualTo("0s");
    assertThat(conf.get("spark.broadcast.compress")).isEqualTo("false");
    assertThat(conf.contains("spark.master")).isFalse();
  }

  @Test
  void rowsOfTablesAreCompressedAndSumsOfRoundsAreNot() {
    String key = "spark.shuffle.compress";
    assertThat(SparkSettings.apply(new SparkConf(false)).get(key)).isEqualTo("false");
    SparkConf tables = new SparkConf(false);
    Staging.SETTINGS.forEach(tables::setIfMissing);
    assertThat(SparkSettings.apply(tables).get(key)).isEqualTo("true");
  }

  @Test
  void addsItsRegistratorToOthersOnce() {
    SparkConf conf = new SparkConf(false).set("spark.kryo.registrator", "other.Registrator");
    SparkSettings.apply(SparkSettings.apply(conf));
    assertThat(conf.get("spark.kryo.registrator"))
        .isEqualTo("other.Registrator,rondo.spark.shard.RondoKryoRegistrator");
  }

  @Test
  void refusesAContextThatCannotCarryParameters() {
    assertThatThrownBy(() -> SparkSettings.require(new SparkConf(false)))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("--conf spark.serializer=org.apache.spark.serializer.KryoSerializer");
    SparkConf good = SparkSettings.apply(new SparkConf(false));
    assertThatCode(() -> SparkSettings.require(good)).doesNotThrowAnyException();
  }
}
