package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestEntitySpan {
  @Test
  void spansAsEntitiesAreCounted() {
    List<String> tags =
        List.of("I-PER", "O", "B-LOC", "I-LOC", "B-LOC", "I-ORG", "S-PER", "B-LOC", "E-LOC");
    assertThat(EntitySpan.of(tags))
        .containsExactly(
            new EntitySpan("PER", 0, 0),
            new EntitySpan("LOC", 2, 3),
            new EntitySpan("LOC", 4, 4),
            new EntitySpan("ORG", 5, 5),
            new EntitySpan("PER", 6, 6),
            new EntitySpan("LOC", 7, 8));
    assertThat(EntitySpan.of(List.of("O", "O"))).isEmpty();
    assertThat(EntitySpan.of(List.of())).isEmpty();
  }
}
