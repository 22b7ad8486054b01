package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.model.CounterRandom;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.round.RoundSum;
import rondo.round.RoundUpdate;
import rondo.round.ShardReport;
import rondo.round.SyncStrategy.Payload;
import rondo.spark.Contexts;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

class TestSlicedReduce {
  private static final int SHARDS = 13;
  private static final int SIZE = 3000;

  /** Two vectors of each shard; shard 3 has no data, shard 8 a number that is not finite. */
  private static List<RoundUpdate> updates(Wire wire) {
    List<RoundUpdate> updates = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      if (shard == 3) {
        updates.add(RoundUpdate.empty(shard));
        continue;
      }
      boolean finite = shard != 8;
      List<PackedFloats> vectors = new ArrayList<>();
      for (int v = 0; v < 2 && finite; v++) {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
          values[i] = (float) CounterRandom.gaussian(100L * shard + v, i);
        }
        vectors.add(PackedFloats.of(wire, values, shard));
      }
      ShardReport report = new ShardReport(shard, 10 + shard, 5, 7, null, 0, 0, finite, 100, 0, 1);
      updates.add(new RoundUpdate(report, vectors));
    }
    return updates;
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theBitsAreThoseOfASumInTheDriver(Wire wire) {
    List<RoundUpdate> updates = updates(wire);
    JavaSparkContext spark = Contexts.on("local[2]");
    for (Payload payload : Payload.values()) {
      RoundSum expected = RoundSum.of(updates, payload);
      for (int slices : new int[] {2, 5, 40}) { // of 12 blocks: some slices are empty
        RoundSum got = SlicedReduce.run(spark, spark.parallelize(updates, 4), slices, payload);
        assertThat(got.payload()).containsExactly(expected.payload());
        assertThat(got.moments()).hasSize(1);
        assertThat(got.moments().get(0)).containsExactly(expected.moments().get(0));
        assertThat(got.reports()).isEqualTo(expected.reports());
        assertThat(got.dropped()).isEqualTo(1);
        assertThat(got.working()).isEqualTo(SHARDS - 1);
      }
    }
  }

  @Test
  void aRoundWithoutAnUpdateThatCountsHasNoSum() {
    List<RoundUpdate> none = List.of(RoundUpdate.empty(0), RoundUpdate.empty(1));
    JavaSparkContext spark = Contexts.on("local[2]");
    RoundSum got = SlicedReduce.run(spark, spark.parallelize(none, 2), 3, Payload.DELTA);
    assertThat(got.payload()).isNull();
    assertThat(got.reports()).hasSize(2);
  }

  @Test
  void manyLargeUpdatesAreSliced() {
    assertThat(SlicedReduce.slices(rounds(64, Reduce.AUTO), 40 << 20, true)).isEqualTo(1);
    assertThat(SlicedReduce.slices(rounds(4, Reduce.AUTO), 40 << 20, false)).isEqualTo(1);
    assertThat(SlicedReduce.slices(rounds(64, Reduce.AUTO), 1 << 10, false)).isEqualTo(1);
    assertThat(SlicedReduce.slices(rounds(64, Reduce.DRIVER), 40 << 20, false)).isEqualTo(1);
    assertThat(SlicedReduce.slices(rounds(64, Reduce.AUTO), 40 << 20, false)).isEqualTo(64);
    assertThat(SlicedReduce.slices(rounds(1024, Reduce.AUTO), 4 << 20, false)).isEqualTo(93);
    assertThat(SlicedReduce.slices(rounds(2, Reduce.SLICED), 1 << 10, true)).isEqualTo(2);
  }

  private static RoundSpec rounds(int shards, Reduce reduce) {
    Strategy strategy = Strategy.BLOCK_MOMENTUM;
    return new RoundSpec(
        strategy,
        shards,
        16,
        InnerState.RESET,
        OuterSpec.of(strategy, shards),
        Wire.FLOAT32,
        reduce,
        0,
        0.1);
  }
}
