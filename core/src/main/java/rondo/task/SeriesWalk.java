package rondo.task;

import java.util.Arrays;
import rondo.data.Split;
import rondo.forecast.SeasonalNaive;
import rondo.forecast.Windows;

/**
 * Goes through series time step by time step and adds to a {@link SeriesSurvey}; in memory are the
 * last L + H time steps.
 *
 * <p>Thread use: one thread.
 */
final class SeriesWalk {
  private final Windows windows;
  private final SeriesSurvey survey;
  private final double[][] ring; // (L + H, series)
  private long seen; // time steps of this series
  private Split part; // of the last time step; null before the first
  private long stretch; // time steps of the part at hand, with what is shown before it

  SeriesWalk(Windows windows, SeriesSurvey survey) {
    this.windows = windows;
    this.survey = survey;
    this.ring = new double[windows.steps()][];
    Arrays.setAll(ring, t -> new double[survey.moments.length]);
  }

  /** The next time step of the series. */
  void step(Split split, double[] values) {
    if (split != part) {
      part = split;
      stretch = Math.min(seen, windows.context());
      endLearned();
    }
    System.arraycopy(values, 0, at(seen), 0, values.length);
    seen++;
    stretch++;
    survey.steps[split.ordinal()]++;
    if (split == Split.TRAIN) {
      for (int s = 0; s < values.length; s++) {
        survey.moments[s].add(values[s]);
        survey.differences[s].add(values[s]);
      }
    }
    long over = stretch - windows.steps();
    if (over >= 0 && (split != Split.TRAIN || over % windows.stride() == 0)) {
      survey.windows[split.ordinal()]++;
      if (split != Split.TRAIN) {
        forecast(split);
      }
    }
  }

  /** The window that ends with the last time step. */
  private void forecast(Split split) {
    long end = seen - 1 - windows.horizon(); // the last time step that is shown
    for (int ahead = 1; ahead <= windows.horizon(); ahead++) {
      double[] values = at(end + ahead);
      add(survey.last[split.ordinal()], values, at(end));
      if (survey.season() > 0) {
        double[] before = at(end - SeasonalNaive.back(ahead, survey.season()));
        add(survey.seasonal[split.ordinal()], values, before);
      }
    }
  }

  private static void add(NaiveErrors[] errors, double[] values, double[] forecast) {
    for (int s = 0; s < values.length; s++) {
      errors[s].add(values[s], forecast[s]);
    }
  }

  private double[] at(long step) {
    return ring[(int) (step % ring.length)];
  }

  private void endLearned() {
    for (int s = 0; s < survey.differences.length; s++) {
      survey.differences[s].endSeries();
    }
  }

  /** Ends the series. */
  void endSeries() {
    part = null;
    seen = 0;
    stretch = 0;
    endLearned();
  }
}
