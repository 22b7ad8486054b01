package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.data.Batch;
import rondo.metric.Tables.ClassLine;
import rondo.model.CounterRandom;

class TestEntities {
  private static final List<String> TAGS =
      List.of(
          "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "E-PER", "S-PER", "E-LOC", "S-LOC", "U-PER",
          "L-PER");

  private static int[] tags(String text) {
    return Arrays.stream(text.trim().split(" "))
        .mapToInt(
            tag -> {
              String full =
                  tag.equals("O") ? "O" : tag.charAt(0) + "-" + (tag.endsWith("l") ? "LOC" : "PER");
              int at = TAGS.indexOf(full);
              assertThat(at).as(full).isNotNegative();
              return at;
            })
        .toArray();
  }

  /** Right, found and there of one sequence, over all types. */
  private static double[] chunks(String target, String found) {
    int[] targets = tags(target);
    int[] active = new int[targets.length];
    Arrays.fill(active, 1);
    Metric metric = Metric.entities(TAGS);
    double[] counts =
        Counts.ofSteps(
            metric,
            Counts.highest(TAGS.size(), tags(found)),
            Counts.batch(active, null, targets, null));
    double[] sums = new double[3];
    for (ClassLine line : metric.tables(counts).get(0).classes()) {
      sums[0] += line.right();
      sums[1] += line.predicted();
      sums[2] += line.support();
    }
    return sums;
  }

  /** B, I and so on are of one type, Bl and Il of another. */
  @ParameterizedTest
  @CsvSource({
    // the same twice
    "B I O B, B I O B, 2, 2, 2",
    // chunks side by side need a B
    "B B, B I, 0, 1, 2",
    "B I B I, B I B I, 2, 2, 2",
    "B I I B, B I B I, 0, 2, 2",
    // a wrong end, a wrong beginning
    "B I I O, B I O O, 0, 1, 1",
    "O B I O, B I I O, 0, 1, 1",
    // the type changes within I: two chunks
    "B Il, B Il, 2, 2, 2",
    "B I Il Il, B I I I, 0, 1, 2",
    "B I Il, B I Bl, 2, 2, 2",
    // a wrong type
    "B I, Bl Il, 0, 1, 1",
    // an I after O begins a chunk, as IOB1 has it
    "O I I O, O B I O, 1, 1, 1",
    "I I B I, I I B I, 2, 2, 2",
    "I I I I, I I B I, 0, 2, 1",
    // the end of a sequence ends a chunk
    "O B I, O B I, 1, 1, 1",
    "B, O, 0, 0, 1",
    "O, B, 0, 1, 0",
    "O O, O O, 0, 0, 0",
    // one of two is right though the other runs into it
    "B I O Bl, B I I Bl, 1, 2, 2",
    // a chunk that begins right, is left and goes on
    "B I I, B O I, 0, 2, 1",
    // IOE without B: E ends, what follows begins
    "I E I E, I E I E, 2, 2, 2",
    "I I E O, I E E O, 0, 2, 1",
    // IOBES
    "B E B E, B E B E, 2, 2, 2",
    "S S O Sl, S S O Sl, 3, 3, 3",
    "S B I E, S B E S, 1, 3, 2",
    // BILOU
    "U B I L, U B I L, 2, 2, 2",
  })
  void chunksAreCountedAsConllevalDoes(
      String target, String found, int right, int predicted, int there) {
    assertThat(chunks(target, found)).containsExactly(right, predicted, there);
  }

  @Test
  void figuresAreThoseOfTheScript() {
    // Right 1 of 3 that are there and 2 that were found; 4 of 6 tokens.
    int[] targets = tags("B I O Bl O B");
    int[] found = tags("B I O Bl Il O");
    int[] active = {1, 1, 1, 1, 1, 1};
    Metric metric = Metric.entities(TAGS);
    double[] counts =
        Counts.ofSteps(
            metric, Counts.highest(TAGS.size(), found), Counts.batch(active, null, targets, null));
    Map<String, Double> values = metric.values(counts);
    assertThat(values)
        .containsExactly(
            Map.entry("precision", 0.5),
            Map.entry("recall", 1 / 3.0),
            Map.entry("f1", 0.4),
            Map.entry("token_accuracy", 4 / 6.0));
    List<ClassLine> lines = metric.tables(counts).get(0).classes();
    assertThat(lines.get(0))
        .isEqualTo(new ClassLine("PER", 2, 1, 1, 1, 0.5, 2 / 3.0, Double.NaN, Double.NaN));
    assertThat(lines.get(1))
        .isEqualTo(new ClassLine("LOC", 1, 1, 0, 0, 0, 0, Double.NaN, Double.NaN));
  }

  @Test
  void withoutAnyChunkTheyAre0() {
    double[] counts = new double[Metric.entities(TAGS).counts()];
    assertThat(Metric.entities(TAGS).values(counts)).isEmpty();
    counts[1] = 5;
    assertThat(Metric.entities(TAGS).values(counts))
        .containsEntry("precision", 0.0)
        .containsEntry("recall", 0.0)
        .containsEntry("f1", 0.0);
  }

  @Test
  void sequencesOfARaggedBatchAreWalkedEachForItself() {
    // Rows of t = 0 are both sequences, then the first alone: B I O and B.
    Batch batch = Counts.batch(new int[] {2, 1, 1}, null, tags("B B I O"), null);
    Metric metric = Metric.entities(TAGS);
    double[] counts = Counts.ofSteps(metric, Counts.highest(TAGS.size(), tags("B B I O")), batch);
    assertThat(metric.tables(counts).get(0).classes().get(0).right()).isEqualTo(2);
    assertThat(metric.values(counts)).containsEntry("f1", 1.0);
  }

  @Test
  void manyAtOnceAreWhatTheyAreOneByOne() {
    Metric metric = Metric.entities(TAGS);
    int[] lengths = {9, 7, 7, 4, 1, 1};
    List<int[]> targets = new ArrayList<>();
    List<int[]> found = new ArrayList<>();
    double[] one = new double[metric.counts()];
    for (int b = 0; b < lengths.length; b++) {
      targets.add(random(b, lengths[b]));
      // Right more often than not, so that there are right chunks.
      int[] guess = random(100 + b, lengths[b]);
      for (int t = 0; t < guess.length; t++) {
        guess[t] = CounterRandom.below(7 + b, t, 3) > 0 ? targets.get(b)[t] : guess[t];
      }
      found.add(guess);
      int[] active = new int[lengths[b]];
      Arrays.fill(active, 1);
      one =
          Counts.plus(
              one,
              Counts.ofSteps(
                  metric,
                  Counts.highest(TAGS.size(), guess),
                  Counts.batch(active, null, targets.get(b), null)));
    }
    int[] active = new int[9];
    int[] targetRows = new int[29];
    int[] foundRows = new int[29];
    int row = 0;
    for (int t = 0; t < active.length; t++) {
      for (int b = 0; b < lengths.length && lengths[b] > t; b++) {
        active[t]++;
        targetRows[row] = targets.get(b)[t];
        foundRows[row++] = found.get(b)[t];
      }
    }
    assertThat(row).isEqualTo(targetRows.length);
    Batch batch = Counts.batch(active, null, targetRows, null);
    double[] together = Counts.ofSteps(metric, Counts.highest(TAGS.size(), foundRows), batch);
    assertThat(together).containsExactly(one);
    assertThat(together[2] + together[5]).isPositive();
    double[] decoded = new double[metric.counts()];
    Counter counter = metric.counter(batch, decoded);
    counter.classes(foundRows, 0, foundRows.length);
    counter.end();
    assertThat(decoded).containsExactly(together);
  }

  private static int[] random(long key, int length) {
    int[] tags = new int[length];
    for (int t = 0; t < length; t++) {
      tags[t] = CounterRandom.below(key, t, TAGS.size());
    }
    return tags;
  }

  @Test
  void scoresThatAreNotNumbersFindNothing() {
    Metric metric = Metric.entities(List.of("O", "B-X"));
    double[] counts =
        Counts.ofSteps(
            metric,
            Counts.scores(2, Float.NaN, 1),
            Counts.batch(new int[] {1}, null, new int[] {1}, null));
    assertThat(metric.tables(counts).get(0).classes().get(0).predicted()).isZero();
    assertThat(metric.values(counts)).containsEntry("token_accuracy", 0.0);
  }

  @Test
  void tellsTagsOfEntitiesFromOthers() {
    assertThat(Entities.areTags(List.of("O", "B-X", "I-X"))).isTrue();
    assertThat(Entities.areTags(List.of("O"))).isFalse();
    assertThat(Entities.areTags(List.of("NOUN", "O", "B-X"))).isFalse();
    assertThatThrownBy(() -> Metric.entities(List.of("NOUN")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tags: got NOUN, expected O or B-, I-, E-, S- and a type");
  }
}
