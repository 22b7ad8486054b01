package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.data.RangeScanner;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.Contexts;

class TestSparkRangeScanner {
  private final RangeScanner scanner = new SparkRangeScanner(Contexts.on("local[2]"));

  /** A class that no registrator knows, to and fro. */
  private record Span(int from, int to) implements Serializable {}

  @Test
  void givesResultsInTheOrderOfTheParts() {
    List<Span> parts = IntStream.range(0, 37).mapToObj(i -> new Span(i, 2 * i)).toList();
    List<TreeMap<Integer, Span>> results =
        scanner.scan(parts, part -> new TreeMap<>(Map.of(part.from(), part)));
    assertThat(results)
        .isEqualTo(
            RangeScanner.LOCAL.scan(parts, part -> new TreeMap<>(Map.of(part.from(), part))));
  }

  @Test
  void sumsAreThoseOfThisJvm() {
    List<Span> parts = IntStream.range(0, 37).mapToObj(i -> new Span(i % 5, i)).toList();
    TreeMap<Integer, Integer> sum =
        scanner.sum(
            parts,
            part -> new TreeMap<>(Map.of(part.from(), part.to())),
            TestSparkRangeScanner::add);
    assertThat(sum)
        .hasSize(5)
        .isEqualTo(
            RangeScanner.LOCAL.sum(
                parts,
                part -> new TreeMap<>(Map.of(part.from(), part.to())),
                TestSparkRangeScanner::add));
    assertThat(sum.values().stream().mapToInt(value -> value).sum()).isEqualTo(36 * 37 / 2);
  }

  private static TreeMap<Integer, Integer> add(
      TreeMap<Integer, Integer> a, TreeMap<Integer, Integer> b) {
    b.forEach((key, value) -> a.merge(key, value, Integer::sum));
    return a;
  }

  @Test
  void ofNothingIsNothing() {
    assertThat(scanner.scan(List.<Integer>of(), part -> part)).isEmpty();
    assertThat(scanner.sum(List.<Integer>of(), part -> part, Integer::sum)).isNull();
  }

  @Test
  void failuresKeepTheirSentence() {
    assertThatThrownBy(
            () ->
                scanner.scan(
                    List.of(1, 2),
                    part -> {
                      if (part == 2) {
                        throw new RondoException(ExitCode.BAD_DATA, "Byte 7 is not UTF-8");
                      }
                      return part;
                    }))
        .isInstanceOf(RondoException.class)
        .hasMessage("Byte 7 is not UTF-8");
  }
}
