package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.metric.Metric;
import rondo.model.InputSpec;

class TestGeneratedTasks {
  /** Every word of the embedded Reber grammar, written down apart from the generator. */
  private static final Pattern REBER =
      Pattern.compile("B(?:TBR([^B]*)TE|PBR([^B]*)PE)".replace("R([^B]*)", inner()));

  private static String inner() {
    // After T: S* X, then from there S ends, X goes to the side of P; there T* V, V ends, P
    // returns.
    String fromP = "T*V(?:PXT*V)*";
    return "(?:TS*X(?:S|X" + fromP + "(?:V|PS))|P" + fromP + "(?:V|PS))E";
  }

  private static PreparedTask prepare(String name, DataSpec data, long seed) throws IOException {
    return Tasks.of(name)
        .prepare(new TaskContext(data, 0, 0, seed, new LocalFileAccess(), RangeScanner.LOCAL));
  }

  @Test
  void theTargetOfTheAddingProblemIsTheSumOfTheMarked() throws IOException {
    PreparedTask task = prepare("adding-problem", DataSpec.generated(11, 20000, 0.1, 0.1), 1);
    assertThat(task.input()).isEqualTo(InputSpec.dense(2));
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);
    assertThat(store.size()).isEqualTo(16000);
    assertThat(store.layout().tail()).isEqualTo(1);
    double sum = 0;
    double squares = 0;
    int[] marked = new int[11];
    for (int s = 0; s < store.size(); s++) {
      float target = 0;
      int firstHalf = 0;
      int markers = 0;
      for (int t = 0; t < 11; t++) {
        int at = 2 * (store.offsets[s] + t);
        if (store.features[at + 1] == 1) {
          target += store.features[at];
          marked[t]++;
          markers++;
          firstHalf += t < 5 ? 1 : 0;
        }
      }
      assertThat(markers).isEqualTo(2);
      assertThat(firstHalf).isEqualTo(1);
      assertThat(store.targetValues[s]).isEqualTo(target);
      sum += target;
      squares += target * target;
    }
    double mean = sum / store.size();
    assertThat(mean).isCloseTo(1, within(0.01));
    assertThat(squares / store.size() - mean * mean).isCloseTo(1 / 6.0, within(0.005));
    assertThat(Arrays.stream(marked).min().getAsInt()).isGreaterThan(2300);
  }

  @Test
  void reberWordsBelongToTheGrammar() throws IOException {
    PreparedTask task = prepare("reber", DataSpec.generated(0, 3000, 0.2, 0.2), 1);
    assertThat(task.metric()).hasSameClassAs(Metric.sequenceAccuracy());
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);
    List<String> words = new ArrayList<>();
    for (int s = 0; s < store.size(); s++) {
      StringBuilder word = new StringBuilder();
      for (int t = store.offsets[s]; t < store.offsets[s + 1]; t++) {
        word.append(ReberGrammar.SYMBOLS.charAt(store.tokens[t]));
      }
      word.append(ReberGrammar.SYMBOLS.charAt(store.targetClasses[store.offsets[s + 1] - 1]));
      words.add(word.toString());
    }
    assertThat(words).hasSize(1800).allMatch(word -> REBER.matcher(word).matches());
    assertThat(new HashSet<>(words)).hasSizeGreaterThan(200).contains("BTBTXSETE", "BPBPVVEPE");
  }

  /** What may follow a beginning is what follows it in one of many words, and all of that. */
  @Test
  void legalSymbolsAreThoseThatOccur() throws IOException {
    PreparedTask task = prepare("reber", DataSpec.generated(0, 4000, 0, 0), 3);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);
    for (int t = 0; t < store.timeSteps(); t++) {
      assertThat(store.targetValues[7 * t + store.targetClasses[t]]).isEqualTo(1);
    }
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Integer> legal = new HashMap<>();
    for (int s = 0; s < store.size(); s++) {
      StringBuilder beginning = new StringBuilder();
      for (int t = store.offsets[s];
          t < Math.min(store.offsets[s] + 6, store.offsets[s + 1]);
          t++) {
        beginning.append(store.tokens[t]);
        seen.merge(beginning.toString(), 1 << store.targetClasses[t], (a, b) -> a | b);
        int bits = 0;
        for (int symbol = 0; symbol < 7; symbol++) {
          bits |= store.targetValues[7 * t + symbol] == 1 ? 1 << symbol : 0;
        }
        legal.put(beginning.toString(), bits);
      }
    }
    assertThat(seen).isEqualTo(legal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adding-problem", "reber"})
  void shardsAreTheSplitWhateverTheirNumber(String name) throws IOException {
    DataSpec data = DataSpec.generated(name.equals("reber") ? 0 : 6, 100, 0.1, 0.2);
    ShardReader reader = prepare(name, data, 1).reader();
    for (Split split : Split.values()) {
      SequenceStore whole = reader.read(split, 0, 1);
      for (int shards : new int[] {2, 3, 7, 64}) {
        int sequences = 0;
        int steps = 0;
        for (int shard = 0; shard < shards; shard++) {
          SequenceStore part = reader.read(split, shard, shards);
          for (int s = 0; s < part.size(); s++) {
            assertThat(part.length(s)).isEqualTo(whole.length(sequences + s));
          }
          if (part.tokens == null) {
            float[] expected =
                Arrays.copyOfRange(whole.features, 2 * steps, 2 * (steps + (int) part.timeSteps()));
            assertThat(part.features).isEqualTo(expected);
          } else {
            int[] expected =
                Arrays.copyOfRange(whole.tokens, steps, steps + (int) part.timeSteps());
            assertThat(part.tokens).isEqualTo(expected);
          }
          sequences += part.size();
          steps += (int) part.timeSteps();
        }
        assertThat(sequences).isEqualTo(whole.size());
      }
    }
    float[] features = reader.read(Split.TRAIN, 0, 1).features;
    if (features != null) {
      assertThat(prepare(name, data, 2).reader().read(Split.TRAIN, 0, 1).features)
          .isNotEqualTo(features);
    }
  }

  @Test
  void trainingIsShuffledAnewInEachEpochAndEvaluationIsNot() throws IOException {
    ShardReader reader = prepare("adding-problem", DataSpec.generated(4, 600, 0.5, 0), 1).reader();
    Batches train = reader.batches(reader.read(Split.TRAIN, 0, 1), Split.TRAIN, 10, 0, 1);
    assertThat(train.batch(0, 3).features).isEqualTo(train.batch(0, 3).features);
    assertThat(train.batch(0, 3).features).isNotEqualTo(train.batch(1, 3).features);
    SequenceStore stored = reader.read(Split.VALIDATION, 0, 1);
    Batch first = reader.batches(stored, Split.VALIDATION, 10, 0, 1).batch(5, 0);
    assertThat(first.targetValues).containsExactly(Arrays.copyOf(stored.targetValues, 10));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertFails(
            ExitCode.CONFIG, () -> prepare("adding-problem", new DataSpec("x", 0.1, 0.1, 5, 5), 1))
        .hasMessageContaining("data.path: got x, expected none");
    assertFails(ExitCode.CONFIG, () -> prepare("adding-problem", DataSpec.generated(0, 5, 0, 0), 1))
        .hasMessageContaining("data.length: got 0, expected 2 to");
    assertFails(ExitCode.CONFIG, () -> prepare("adding-problem", DataSpec.generated(9, 0, 0, 0), 1))
        .hasMessageContaining("data.examples: got 0");
    assertFails(ExitCode.CONFIG, () -> prepare("reber", DataSpec.generated(9, 5, 0, 0), 1))
        .hasMessageContaining("data.length: got 9, expected 0");
    TaskContext truncated =
        new TaskContext(
            DataSpec.generated(9, 5, 0, 0), 0, 50, 1, new LocalFileAccess(), RangeScanner.LOCAL);
    assertFails(ExitCode.CONFIG, () -> Tasks.of("adding-problem").prepare(truncated))
        .hasMessageStartingWith("training.truncate: got 50, expected 0");
  }
}
