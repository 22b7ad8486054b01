package rondo.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import rondo.feature.FeatureSpec;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;

/**
 * What a job file says about a table: where it comes from, what enters the network and what is to
 * be told.
 *
 * @param inputs columns that enter the network, in order
 * @param target columns that are to be told
 * @param window how long series become sequences
 * @param known of forecasting: those of the inputs that are known for the time that is forecast
 * @param quantiles of forecasting: which quantiles are forecast; empty: the mean
 * @param season of forecasting: time steps after which a series resembles itself; 0: none
 * @param balanced of classification: whether classes weigh the same whatever their number
 */
public record TableSpec(
    SourceSpec source,
    List<FeatureSpec> inputs,
    List<String> target,
    WindowSpec window,
    List<String> known,
    List<Double> quantiles,
    int season,
    boolean balanced)
    implements Serializable {
  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public TableSpec {
    inputs = new ArrayList<>(inputs); // these travel to executors
    target = new ArrayList<>(target);
    known = new ArrayList<>(known);
    quantiles = new ArrayList<>(quantiles);
    for (double quantile : quantiles) {
      if (!(quantile > 0 && quantile < 1)) {
        throw new IllegalArgumentException(
            "quantiles: got " + quantile + ", expected numbers between 0 and 1");
      }
    }
    if (season < 0) {
      throw new IllegalArgumentException("season: got " + season + ", expected at least 0");
    }
  }

  /** The same kind of table at another path. */
  public TableSpec at(String path) {
    return with(path, source.split());
  }

  /** The same kind of table at another path, all of it the test part. */
  public TableSpec testAt(String path) {
    return with(path, SplitSpec.allTest());
  }

  private TableSpec with(String path, SplitSpec split) {
    SourceSpec moved =
        new SourceSpec(
            path,
            source.format(),
            source.options(),
            source.query(),
            source.key(),
            source.time(),
            source.maxGap(),
            source.maxLength(),
            split,
            source.onBadRecord(),
            source.badRecords());
    return new TableSpec(moved, inputs, target, window, known, quantiles, season, balanced);
  }
}
