package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rondo.data.WindowLayout.Level;

class TestWindowBatches {
  /** Numbers and tokens that tell their place. */
  private static SequenceStore store(List<Integer> lengths, WindowLayout layout) {
    int[] offsets = new int[lengths.size() + 1];
    for (int s = 0; s < lengths.size(); s++) {
      offsets[s + 1] = offsets[s] + lengths.get(s);
    }
    int steps = offsets[lengths.size()];
    float[] values = new float[steps * layout.stored()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 101) - 50;
    }
    int[] tokens = layout.tokens() == 0 ? null : new int[steps * layout.tokens()];
    if (tokens != null) {
      Arrays.setAll(tokens, i -> i);
    }
    SequenceLayout packed =
        new SequenceLayout(
            tokens == null ? 0 : Integer.MAX_VALUE,
            layout.tokens(),
            layout.stored(),
            0,
            0,
            0,
            0,
            0);
    return new SequenceStore(packed, offsets, tokens, values, null, null, null, null);
  }

  private static WindowBatches stored(SequenceStore store, WindowLayout layout, int batch) {
    return new WindowBatches(store, layout, 1, batch, WindowOrder.STORED);
  }

  @Test
  void aWindowByHand() {
    // One series, one input of the past and one that is known; 3 time steps are seen, 2 forecast.
    WindowLayout layout = new WindowLayout(3, 2, 1, 0, 0, 1, 1, 2, Level.LAST);
    float[] values = {
      10, 1, 71, //
      12, 2, 72, //
      15, 3, 73, //
      19, 4, 74, //
      24, 5, 75
    };
    SequenceLayout packed = new SequenceLayout(0, 0, 3, 0, 0, 0, 0, 0);
    SequenceStore store =
        new SequenceStore(packed, new int[] {0, 5}, null, values, null, null, null, null);
    Batch batch = stored(store, layout, 4).batch(0, 0);
    assertThat(batch.batchSize()).isEqualTo(1);
    assertThat(batch.features)
        .containsExactly(
            -5, 1, 71, 0, 0, //
            -3, 2, 72, 0, 0, //
            0, 3, 73, 0, -5, // two steps before: 10
            0, 0, 74, 1, -3, // two steps before: 12
            0, 0, 75, 1, 0); // two steps before: 15
    assertThat(batch.outputRows).containsExactly(3, 4);
    assertThat(batch.targetValues).containsExactly(4, 9);
    assertThat(batch.tokens).isNull();
  }

  @Test
  void whatIsForecastIsLessTheSeasonBefore() {
    WindowLayout layout = new WindowLayout(4, 3, 1, 0, 0, 0, 0, 2, Level.SEASON);
    WindowCutter cutter = new WindowCutter(layout, 1);
    cutter.add(new float[] {1, 2, 3, 6, 10, 20, 30}, 0, null, 0);
    assertThat(cutter.batch().targetValues).containsExactly(7, 14, 27); // less 3, 6, 3
    assertThat(cutter.bases()).containsExactly(3, 6, 3);
    assertThat(Arrays.copyOf(cutter.batch().features, 3)).containsExactly(-2, 0, 0); // mean 3
  }

  @Test
  void aSeasonShorterThanTheHorizonIsRepeated() {
    WindowLayout layout = new WindowLayout(3, 5, 1, 0, 0, 0, 0, 2, Level.NONE);
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
    SequenceLayout packed = new SequenceLayout(0, 0, 1, 0, 0, 0, 0, 0);
    SequenceStore store =
        new SequenceStore(packed, new int[] {0, 8}, null, values, null, null, null, null);
    float[] features = stored(store, layout, 1).batch(0, 0).features;
    assertThat(IntStream.range(0, 8).mapToObj(t -> features[3 * t + 2]))
        .containsExactly(0f, 0f, 1f, 2f, 3f, 2f, 3f, 2f);
  }

  /** The rows of a window, straight from their definition. */
  private static float[][] rows(SequenceStore store, WindowLayout layout, int first) {
    int context = layout.context();
    int series = layout.series();
    float[][] rows = new float[layout.steps()][layout.inputs()];
    for (int t = 0; t < layout.steps(); t++) {
      for (int s = 0; s < series; s++) {
        float level = level(store, layout, first, s);
        int season = layout.season();
        if (t < context) {
          rows[t][s] = at(store, first + t, s) - level;
        }
        int before = t - season;
        while (season > 0 && before >= context) {
          before -= season;
        }
        if (season > 0 && before >= 0) {
          rows[t][layout.stored() + 1 + s] = at(store, first + before, s) - level;
        }
      }
      for (int i = series; i < layout.stored(); i++) {
        boolean known = i >= series + layout.pastFeatures();
        rows[t][i] = known || t < context ? at(store, first + t, i) : 0;
      }
      rows[t][layout.stored()] = t < context ? 0 : 1;
    }
    return rows;
  }

  private static float level(SequenceStore store, WindowLayout layout, int first, int s) {
    double sum = 0;
    for (int t = 0; t < layout.context(); t++) {
      sum += at(store, first + t, s);
    }
    return switch (layout.level()) {
      case NONE -> 0;
      case LAST -> at(store, first + layout.context() - 1, s);
      case MEAN, SEASON -> (float) (sum / layout.context());
    };
  }

  /** What is subtracted from a target. */
  private static float base(SequenceStore store, WindowLayout layout, int first, int ahead, int s) {
    if (layout.level() != Level.SEASON) {
      return level(store, layout, first, s);
    }
    int before = layout.context() + ahead - layout.season();
    while (before >= layout.context()) {
      before -= layout.season();
    }
    return at(store, first + before, s);
  }

  private static int season(int any, Level level) {
    return level == Level.SEASON ? Math.max(1, any) : any;
  }

  private static float at(SequenceStore store, int step, int column) {
    return store.features[step * store.layout().featureSize() + column];
  }

  @Property(tries = 200)
  void everyWindowIsWhatItIsByDefinition(
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 25) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 6) int context,
      @ForAll @IntRange(min = 1, max = 5) int horizon,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(min = 1, max = 7) int size,
      @ForAll @IntRange(min = 0, max = 47) int shape,
      @ForAll Level level) {
    int season = season(shape % 3 * context / 2, level);
    WindowLayout layout =
        new WindowLayout(
            context,
            horizon,
            1 + shape % 2,
            shape / 2 % 2,
            shape / 4 % 2,
            shape / 8 % 3,
            shape / 16,
            season,
            level);
    SequenceStore store = store(lengths, layout);
    List<Integer> firsts = new ArrayList<>();
    for (int s = 0; s < lengths.size(); s++) {
      for (int at = 0; at + context + horizon <= lengths.get(s); at += stride) {
        firsts.add(store.offsets[s] + at);
      }
    }
    WindowBatches batches = new WindowBatches(store, layout, stride, size, WindowOrder.STORED);
    assertThat(batches.count()).isEqualTo(firsts.size());
    assertThat(batches.stepsPerEpoch()).isEqualTo((firsts.size() + size - 1) / size);
    assertThat(batches.timeSteps(store.timeSteps()))
        .isEqualTo((long) firsts.size() * layout.steps());
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch batch = batches.batch(0, step);
      assertThat(batch.rows()).isLessThanOrEqualTo(batches.maxRows());
      assertThat(batch.batchSize()).isLessThanOrEqualTo(batches.maxBatchSize());
      for (int b = 0; b < batch.batchSize(); b++) {
        check(batch, b, store, layout, firsts.get(step * size + b));
      }
    }
  }

  private static void check(
      Batch batch, int b, SequenceStore store, WindowLayout layout, int first) {
    int width = layout.inputs();
    float[][] rows = rows(store, layout, first);
    for (int t = 0; t < layout.steps(); t++) {
      int row = t * batch.batchSize() + b;
      assertThat(Arrays.copyOfRange(batch.features, row * width, (row + 1) * width))
          .isEqualTo(rows[t]);
      for (int i = 0; i < layout.tokens(); i++) {
        int step = i < layout.pastTokens() ? Math.min(t, layout.context() - 1) : t;
        assertThat(batch.tokens[row * layout.tokens() + i])
            .isEqualTo(store.tokens[(first + step) * layout.tokens() + i]);
      }
    }
    for (int ahead = 0; ahead < layout.horizon(); ahead++) {
      int output = ahead * batch.batchSize() + b;
      assertThat(batch.outputRows[output])
          .isEqualTo((layout.context() + ahead) * batch.batchSize() + b);
      for (int s = 0; s < layout.series(); s++) {
        assertThat(batch.targetValues[output * layout.series() + s])
            .isEqualTo(
                at(store, first + layout.context() + ahead, s)
                    - base(store, layout, first, ahead, s));
      }
    }
  }

  /** Whatever comes after the last known time step: not a bit of the inputs depends on it. */
  @Property(tries = 100)
  void nothingOfTheFutureEnters(
      @ForAll @IntRange(min = 1, max = 6) int context,
      @ForAll @IntRange(min = 1, max = 5) int horizon,
      @ForAll @IntRange(min = 0, max = 2) int halfSeasons,
      @ForAll Level level) {
    WindowLayout layout =
        new WindowLayout(
            context, horizon, 2, 1, 0, 3, 0, season(halfSeasons * context / 2, level), level);
    SequenceStore store = store(List.of(context + horizon), layout);
    Batch before = stored(store, layout, 1).batch(0, 0);
    for (int i = context * layout.stored(); i < store.features.length; i++) {
      store.features[i] = Float.NaN;
    }
    for (int i = context * layout.tokens(); i < store.tokens.length; i++) {
      store.tokens[i] = -1;
    }
    Batch after = stored(store, layout, 1).batch(0, 0);
    assertThat(bits(after.features)).isEqualTo(bits(before.features));
    assertThat(after.tokens).isEqualTo(before.tokens);
    assertThat(after.targetValues).containsOnly(Float.NaN);
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  @Test
  void refusesWhatDoesNotFitItsLayout() {
    WindowLayout layout = new WindowLayout(3, 1, 1, 0, 0, 0, 0, 0, Level.NONE);
    WindowLayout wider = new WindowLayout(3, 1, 2, 0, 0, 0, 0, 0, Level.NONE);
    SequenceStore store = store(List.of(9), layout);
    assertThatThrownBy(() -> stored(store, wider, 1))
        .hasMessage("series: got 1 numbers a time step, expected 2");
    WindowLayout season = new WindowLayout(3, 1, 1, 0, 0, 0, 0, 3, Level.NONE);
    assertThat(season.inputs()).isEqualTo(3);
    assertThatThrownBy(() -> new WindowLayout(3, 1, 1, 0, 0, 0, 0, 0, Level.SEASON))
        .hasMessage("season: got 0, expected 1 to 3");
    assertThatThrownBy(() -> new WindowLayout(3, 1, 1, 0, 0, 0, 0, 4, Level.NONE))
        .hasMessage("season: got 4, expected 0 to 3");
    assertThatThrownBy(() -> new WindowCutter(layout, 2).batch())
        .hasMessage("windows: got 0, expected 2");
  }
}
