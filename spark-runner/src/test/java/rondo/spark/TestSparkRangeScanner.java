package rondo.spark;

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
  void ofNothingIsNothing() {
    assertThat(scanner.scan(List.<Integer>of(), part -> part)).isEmpty();
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
