package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.model.CounterRandom;

class TestLongIndex {
  @Test
  void numbersKeysAsTheyCome() {
    LongIndex index = new LongIndex();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long key = CounterRandom.bits(1, i % 3 == 0 ? i / 2 : i);
      expected.putIfAbsent(key, expected.size());
      assertThat(index.add(key)).isEqualTo(expected.get(key));
    }
    assertThat(index.add(0)).isEqualTo(expected.size());
    assertThat(index.size()).isEqualTo(expected.size() + 1);
    expected.forEach((key, number) -> assertThat(index.find(key)).isEqualTo(number));
    assertThat(index.find(CounterRandom.bits(2, 0))).isEqualTo(-1);
  }
}
