package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.metric.Metric;
import rondo.round.RoundInput;
import rondo.round.RoundUpdate;
import rondo.round.ShardInfo;
import rondo.round.ShardReport;
import rondo.round.Slice;
import rondo.task.PackedShard;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;
import scala.reflect.ClassTag$;

/** Everything that crosses the wire comes back as it was, with registration required. */
class TestRondoKryoRegistrator {
  private static <T> T roundTrip(T value, boolean unsafe) {
    SparkConf conf =
        SparkSettings.apply(new SparkConf(false)).set("spark.kryo.unsafe", "" + unsafe);
    SerializerInstance kryo = new KryoSerializer(conf).newInstance();
    ByteBuffer bytes = kryo.serialize(value, ClassTag$.MODULE$.apply(Object.class));
    return kryo.deserialize(bytes, ClassTag$.MODULE$.apply(Object.class));
  }

  private static float[] floats(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = 1f / (i - 3); // infinity too
    }
    return values;
  }

  private static float[] numbers(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i - 300) * 0.37f;
    }
    return values;
  }

  private static PackedShard shard() {
    SequenceStore classes =
        new SequenceStore(
            new int[] {0, 2, 5}, null, floats(10), 2, new int[] {3, -1}, null, 0, true);
    SequenceStore values =
        new SequenceStore(new int[] {0, 1}, new int[] {7}, null, 0, null, floats(4), 4, false);
    return new PackedShard(11, SequenceStore.ofText(new int[] {1, 2, 3}), classes, values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shards(boolean unsafe) {
    for (CachedShard shard : List.of(new CachedShard(11, shard()), new CachedShard(12, null))) {
      assertThat(roundTrip(shard, unsafe)).usingRecursiveComparison().isEqualTo(shard);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shardsOfEveryColumn(boolean unsafe) {
    SequenceStore all =
        new SequenceStore(
            new SequenceLayout(10, 2, 1, 7, 2, 2, 5, 3),
            new int[] {0, 1, 4},
            new int[] {5, 6, 7, 8, 9, 1, 2, 3},
            floats(4),
            new int[] {4, 5, 6},
            floats(6),
            new int[] {3, 4},
            floats(6));
    SequenceStore none = SequenceStore.ofText(new int[0]);
    CachedShard shard = new CachedShard(3, new PackedShard(3, all, none, all));
    assertThat(roundTrip(shard, unsafe)).usingRecursiveComparison().isEqualTo(shard);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statesOfShards(boolean unsafe) {
    for (ShardState state : List.of(new ShardState(3, floats(5000)), new ShardState(4, null))) {
      assertThat(roundTrip(state, unsafe)).usingRecursiveComparison().isEqualTo(state);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void inputsLongerThanAnyBuffer(boolean unsafe) {
    RoundInput input =
        new RoundInput(
            1L << 40,
            2,
            3,
            4,
            5,
            0.5,
            floats(1_000_003),
            new float[][] {floats(5), {}},
            Map.of(0, floats(3), 7, new float[0]));
    RoundInput got = roundTrip(input, unsafe);
    assertThat(got.parameters).isEqualTo(input.parameters);
    assertThat(got).usingRecursiveComparison().ignoringFields("parameters").isEqualTo(input);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void updates(boolean unsafe) {
    ShardReport report =
        new ShardReport(3, 1e300, -0.0, 1L << 33, floats(5), 2.5, 1, false, 1L << 40, 8, 9);
    List<PackedFloats> vectors =
        Stream.of(Wire.values()).map(wire -> PackedFloats.of(wire, numbers(700), 1)).toList();
    RoundUpdate update = new RoundUpdate(report, vectors);
    assertThat(roundTrip(update, unsafe)).usingRecursiveComparison().isEqualTo(update);
    Slice slice = new Slice(3, 7, vectors);
    for (SlicedReduce.Part part :
        List.of(new SlicedReduce.Part(report, null), new SlicedReduce.Part(null, slice))) {
      assertThat(roundTrip(part, unsafe)).usingRecursiveComparison().isEqualTo(part);
    }
    SlicedReduce.Sum sum = new SlicedReduce.Sum(List.of(floats(3), floats(4)), List.of(report));
    assertThat(roundTrip(sum, unsafe)).usingRecursiveComparison().isEqualTo(sum);
    assertThat(roundTrip(RoundUpdate.empty(4), unsafe))
        .usingRecursiveComparison()
        .isEqualTo(RoundUpdate.empty(4));
  }

  @Test
  void smallRecords() {
    for (Object small :
        new Object[] {
          new ShardInfo(1, 2, 3, 4, 5, 6, 0),
          new Evaluation(1.5, 2, new double[] {3, -0.0, Double.NaN}),
          Evaluation.NONE,
          new JavaValue<>("any serializable value")
        }) {
      assertThat(roundTrip(small, true)).isEqualTo(small);
    }
    GradientFlow flow = new GradientFlow(new double[][] {{1, 2}, {}});
    assertThat(roundTrip(flow, true)).usingRecursiveComparison().isEqualTo(flow);
  }

  @Test
  void everyMetric() {
    List<String> tags = List.of("O", "B-X", "I-X");
    for (Metric metric :
        List.of(
            Metric.none(),
            Metric.accuracy(),
            Metric.sequenceAccuracy(),
            Metric.classification(tags),
            Metric.composite(Metric.entities(tags), Metric.multiLabel()),
            Metric.errors(2, 3, new double[] {1, 2}),
            Metric.quantiles(1, 2, new double[] {0.1, 0.9}, new double[] {3}, null))) {
      JavaValue<Metric> sent = new JavaValue<>(metric);
      assertThat(roundTrip(sent, true)).usingRecursiveComparison().isEqualTo(sent);
    }
  }

  @Test
  void refusesWhatIsNotRegistered() {
    assertThatThrownBy(() -> roundTrip(new StringBuilder("x"), true))
        .hasStackTraceContaining("Class is not registered: java.lang.StringBuilder");
  }
}
