package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.data.Split;
import rondo.local.ForecastExample.Rank;

/** What is chosen of many. */
class TestExamples {
  private static ForecastExample forecast(double error) {
    return new ForecastExample(Rank.MIDDLE, "a", 3, "", error, new double[0], List.of());
  }

  private static List<Object> choice(double... errors) {
    List<ForecastExample> all = new ArrayList<>();
    for (double error : errors) {
      all.add(forecast(error));
    }
    List<Object> told = new ArrayList<>();
    for (ForecastExample one : ForecastExample.choose(all)) {
      told.add(one.rank());
      told.add(one.error());
    }
    return told;
  }

  @Test
  void forecastsWithTheLowestAMiddleAndTheHighestError() {
    assertThat(choice(5, 1, 4, 2, 3))
        .containsExactly(Rank.LOWEST, 1.0, Rank.MIDDLE, 3.0, Rank.HIGHEST, 5.0);
    assertThat(choice(2, 1)).containsExactly(Rank.LOWEST, 1.0, Rank.HIGHEST, 2.0);
    assertThat(choice(7)).containsExactly(Rank.MIDDLE, 7.0);
    assertThat(choice()).isEmpty();
  }

  @Test
  void ofSeveralShardsTheMiddleIsTheMiddleOfTheirMiddles() {
    List<Examples> shards = new ArrayList<>();
    for (double[] errors : new double[][] {{1, 2, 30}, {0, 5, 6}, {8, 9, 10}, {}}) {
      List<ForecastExample> own = new ArrayList<>();
      for (double error : errors) {
        own.add(forecast(error));
      }
      shards.add(
          new Examples(
              Split.VALIDATION, 100, ForecastExample.choose(own), List.of(), List.of(), List.of()));
    }
    Examples chosen = Examples.chosen(Split.VALIDATION, shards);
    assertThat(chosen.candidates()).isEqualTo(400);
    assertThat(chosen.part()).isEqualTo(Split.VALIDATION);
    assertThat(chosen.forecasts())
        .extracting(ForecastExample::error)
        .containsExactly(0.0, 5.0, 30.0);
    assertThat(chosen.areNone()).isFalse();
    assertThat(Examples.chosen(Split.TEST, List.of()).areNone()).isTrue();
  }

  @Test
  void seriesWithTheHighestScores() {
    List<DetectedSeries> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Stretches none = new Stretches(1, new double[0], new double[0]);
      List<DetectedSeries.Range> ranges =
          i < 3
              ? List.of()
              : List.of(
                  new DetectedSeries.Range(1, 2, "", "", i),
                  new DetectedSeries.Range(5, 6, "", "", 1));
      all.add(new DetectedSeries("n" + i, "c", 0, 9, none, none, none, ranges));
    }
    assertThat(DetectedSeries.choose(all))
        .extracting(DetectedSeries::name)
        .containsExactly("n8", "n7", "n6", "n5");
    assertThat(DetectedSeries.choose(all.subList(0, 4)))
        .extracting(DetectedSeries::name)
        .containsExactly("n3", "n0", "n1", "n2");
  }

  private static TaggedExample tagged(String name, int length, int wrong, boolean isLabelRight) {
    List<String> tags = IntStream.range(0, length).mapToObj(t -> "A").toList();
    List<String> told = IntStream.range(0, length).mapToObj(t -> t < wrong ? "B" : "A").toList();
    return new TaggedExample(name, tags, tags, told, 0, "x", isLabelRight ? "x" : "y");
  }

  @Test
  void sequencesWithTheMostMistakesAndTheLongestWithoutAny() {
    List<TaggedExample> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(tagged("w" + i, 20, i, true));
    }
    for (int length = 1; length < 7; length++) {
      all.add(tagged("r" + length, length, 0, true));
    }
    all.add(tagged("class", 9, 4, false));
    assertThat(TaggedExample.choose(all))
        .extracting(TaggedExample::name)
        .containsExactly(
            "w11", "w10", "w9", "w8", "w7", "w6", "w5", "class", "w0", "r6", "r5", "r4");
    assertThat(tagged("", 9, 4, false).mistakes()).isEqualTo(5);
    assertThat(tagged("", 9, 0, false).mistakes()).isEqualTo(1);
  }

  @Test
  void sequencesAreCalledByTheirKeyOrTheirPlace() {
    String[] key = {"a/b", "7"};
    assertThat(Examples.name(key, "file:/data/x.csv:3")).isEqualTo("a/b, 7");
    assertThat(Examples.name(new String[0], "file:/data/x.csv:3")).isEqualTo("x.csv:3");
  }

  @Test
  void numbersOfAColumnComeTogether() {
    Scatter first = new Scatter("x", new double[] {1, 2}, new double[] {3, 4});
    Scatter other = new Scatter("y", new double[] {5}, new double[] {6});
    Scatter more = new Scatter("x", new double[] {7}, new double[] {8});
    List<Scatter> joined = Scatter.joined(List.of(first, other, more));
    assertThat(joined).extracting(Scatter::column).containsExactly("x", "y");
    assertThat(joined.get(0).actual()).containsExactly(1, 2, 7);
    assertThat(joined.get(0).predicted()).containsExactly(3, 4, 8);
  }
}
