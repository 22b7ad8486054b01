package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestLabels {
  @Test
  void areSortedByText() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("yes", 7L);
    counts.put("No", 12L);
    counts.put("", 1L);
    Labels labels = Labels.of(counts);
    assertThat(labels.size()).isEqualTo(3);
    assertThat(List.of(labels.label(0), labels.label(1), labels.label(2)))
        .containsExactly("", "No", "yes");
    assertThat(labels.index("yes")).isEqualTo(2);
    assertThat(labels.index("no")).isEqualTo(Labels.UNKNOWN).isEqualTo(-1);
    assertThat(labels.count(1)).isEqualTo(12);
    assertThat(labels.toJson())
        .isEqualTo("{\"kind\":\"labels\",\"labels\":[\"\",\"No\",\"yes\"],\"counts\":[1,12,7]}");
  }

  @Test
  void aCountOfNothingIsRefused() {
    assertThatThrownBy(() -> Labels.of(Map.of("a", 0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a\" occurs 0 times, expected at least 1");
  }

  @Property(tries = 200)
  void jsonKeepsEverything(@ForAll Map<String, Integer> texts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    texts.forEach(
        (text, count) ->
            counts.put(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                1L + Math.abs((long) count)));
    Labels labels = Labels.of(counts);
    assertThat(Labels.read(labels.toJson(), "labels.json")).isEqualTo(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected an object",
        "[] | expected an object",
        "{} | expected \"kind\" as the next key",
        "{\"kind\":\"characters\"} | kind is not \"labels\"",
        "{\"kind\":\"labels\",\"labels\":\"a\",\"counts\":[1]} | labels is no list",
        "{\"kind\":\"labels\",\"labels\":[1],\"counts\":[1]} | labels has an element of another",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[]} | it has 1 labels and 0 counts",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[0]} | counts is 0, expected 1 to",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[1.5]} | counts has an element of an",
        "{\"kind\":\"labels\",\"labels\":[\"b\",\"a\"],\"counts\":[1,1]} | \"a\" does not come after",
        "{\"kind\":\"labels\",\"labels\":[\"a\",\"a\"],\"counts\":[1,1]} | \"a\" does not come after",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[1],\"x\":1} | expected no more keys",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[1]} 1 | expected nothing after",
        "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[99999999999999999999]} | out of range",
        "{\"kind\":\"labels\",\"labels\":[\"\\ud83d\"],\"counts\":[1]} | labels has half of a surrogate",
        "{\"kind\":\"labels\",\"labels\":[\"a\" | is not a list of labels"
      })
  void otherJsonIsRefused(String json, String reason) {
    assertThatThrownBy(() -> Labels.read(json, "labels.json"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageStartingWith("labels.json is not a list of labels (")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("; take it from the model's training run");
  }
}
