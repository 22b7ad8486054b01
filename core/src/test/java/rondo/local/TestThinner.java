package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.model.CounterRandom;

class TestThinner {
  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1024, 1025, 100_000})
  void stretchesHaveTheLowestAndTheHighestOfTheirNumbers(int size) {
    double[] all = new double[size];
    Thinner thinner = new Thinner();
    for (int i = 0; i < size; i++) {
      all[i] = CounterRandom.gaussian(3, i);
      thinner.add(all[i]);
    }
    Stretches stretches = thinner.stretches();
    int every = (int) stretches.every();
    int count = (size + every - 1) / every;
    assertThat(thinner.count()).isEqualTo(size);
    assertThat(count).isLessThanOrEqualTo(Thinner.MOST);
    assertThat(every == 1 || count > Thinner.MOST / 2).isTrue(); // no thinner than need be
    assertThat(stretches.low()).hasSize(count);
    for (int i = 0; i < count; i++) {
      int from = i * every;
      int length = Math.min(every, size - from);
      double[] own = DoubleStream.of(all).skip(from).limit(length).toArray();
      assertThat(stretches.low()[i]).isEqualTo(DoubleStream.of(own).min().orElseThrow());
      assertThat(stretches.high()[i]).isEqualTo(DoubleStream.of(own).max().orElseThrow());
    }
  }

  @Test
  void whatIsNotFiniteIsAGap() {
    Thinner thinner = new Thinner();
    for (int i = 0; i < 2 * Thinner.MOST; i++) {
      thinner.add(i < Thinner.MOST ? Double.POSITIVE_INFINITY : i % 2 == 0 ? Double.NaN : -i);
    }
    Stretches stretches = thinner.stretches();
    assertThat(stretches.every()).isEqualTo(2);
    assertThat(stretches.low()[0]).isNaN();
    assertThat(stretches.high()[Thinner.MOST / 2 - 1]).isNaN();
    assertThat(stretches.low()[Thinner.MOST / 2]).isEqualTo(-Thinner.MOST - 1.0);
    assertThat(stretches.high()[Thinner.MOST / 2]).isEqualTo(-Thinner.MOST - 1.0);
  }
}
