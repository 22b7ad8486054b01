package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

class TestFixedTree {
  @Test
  void combinesNeighboursInOrder() {
    List<String> leaves = IntStream.range(0, 5).mapToObj(Integer::toString).toList();
    assertThat(FixedTree.combine(leaves, (a, b) -> "(" + a + b + ")")).isEqualTo("(((01)(23))4)");
    assertThat(FixedTree.combine(List.of("x"), (a, b) -> a + b)).isEqualTo("x");
  }

  @Test
  void meanDoesNotDependOnArrival() {
    Random random = new Random(7);
    List<RoundUpdate> updates = new ArrayList<>();
    for (int shard = 0; shard < 13; shard++) {
      float[] payload = new float[1000];
      for (int i = 0; i < payload.length; i++) {
        payload[i] = (float) random.nextGaussian();
      }
      updates.add(update(shard, 1 + random.nextInt(50), payload));
    }
    updates.add(RoundUpdate.empty(13));
    float[] first = mean(updates);
    for (int permutation = 0; permutation < 100; permutation++) {
      Collections.shuffle(updates, random);
      assertThat(mean(updates)).isEqualTo(first);
    }
  }

  @Test
  void meanIsWeighted() {
    List<RoundUpdate> updates =
        List.of(
            update(0, 10, new float[] {1}), update(1, 1, new float[] {12}), RoundUpdate.empty(2));
    assertThat(mean(updates)).containsExactly(2f);
  }

  @Test
  void meanOfOneIsThatOne() {
    float[] odd = {1f / 3, 1e-30f, -7.7f};
    assertThat(mean(List.of(update(4, 12345, odd)))).isEqualTo(odd);
  }

  private static float[] mean(List<RoundUpdate> updates) {
    return RoundSum.of(updates, SyncStrategy.Payload.PARAMETERS).payload();
  }

  private static RoundUpdate update(int shard, double weight, float[] payload) {
    return new RoundUpdate(
        new ShardReport(shard, weight, weight, 1, null, 0, 0, true, 0, 0, 0),
        List.of(PackedFloats.of(Wire.FLOAT32, payload, 0)));
  }
}
