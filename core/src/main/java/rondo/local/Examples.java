package rondo.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rondo.data.Split;

/**
 * What a trained model does with a few sequences that it was not trained on, for people to look at.
 * A task has one kind of them, the lists of the others are empty. How they are chosen depends on
 * the data, the model and the number of shards alone.
 *
 * @param part of the data that they are from
 * @param candidates windows, series or sequences that they were chosen from
 * @param forecasts of {@code forecasting}: see {@link ForecastExample#choose}
 * @param detected of {@code anomaly}: see {@link DetectedSeries#choose}
 * @param tagged of {@code tagging}: see {@link TaggedExample#choose}
 * @param scatters of {@code regression}: one a column
 */
public record Examples(
    Split part,
    long candidates,
    List<ForecastExample> forecasts,
    List<DetectedSeries> detected,
    List<TaggedExample> tagged,
    List<Scatter> scatters)
    implements Serializable {
  /** No examples. */
  public static final Examples NONE =
      new Examples(Split.TEST, 0, List.of(), List.of(), List.of(), List.of());

  /** Columns of which there are examples; a page with more is not read. */
  static final int COLUMNS = 6;

  /** Copies its lists. */
  public Examples {
    forecasts = new ArrayList<>(forecasts); // these travel from executors
    detected = new ArrayList<>(detected);
    tagged = new ArrayList<>(tagged);
    scatters = new ArrayList<>(scatters);
  }

  /** Whether there is nothing to look at. */
  public boolean areNone() {
    return forecasts.isEmpty() && detected.isEmpty() && tagged.isEmpty() && scatters.isEmpty();
  }

  /** Those to show of all shards, from those of each, in the order of shards. */
  public static Examples chosen(Split part, List<Examples> shards) {
    return new Examples(
        part,
        shards.stream().mapToLong(Examples::candidates).sum(),
        ForecastExample.choose(all(shards, Examples::forecasts)),
        DetectedSeries.choose(all(shards, Examples::detected)),
        TaggedExample.choose(all(shards, Examples::tagged)),
        Scatter.joined(all(shards, Examples::scatters)));
  }

  private static <T> List<T> all(List<Examples> shards, Function<Examples, List<T>> kind) {
    return shards.stream().flatMap(shard -> kind.apply(shard).stream()).toList();
  }

  /**
   * How a sequence is called: its key, or if it has none the file and row that it was read from.
   */
  static String name(String[] key, String origin) {
    return key.length == 0 ? origin.substring(origin.lastIndexOf('/') + 1) : String.join(", ", key);
  }
}
