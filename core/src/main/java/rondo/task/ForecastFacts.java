package rondo.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.data.Split;
import rondo.feature.Features;

/** What to tell about series before training, and what forecasts that learn nothing reach. */
final class ForecastFacts {
  private ForecastFacts() {}

  static Map<String, String> facts(ForecastSpec spec, SeriesInputs inputs, SeriesSurvey survey) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "series",
        String.join(", ", spec.series().stream().map(ForecastSpec.Series::name).toList()));
    for (Split split : Split.values()) {
      if (survey.steps[split.ordinal()] > 0) {
        facts.put(
            lower(split),
            String.format(
                Locale.ROOT,
                "%,d time steps, %,d windows of %d + %d",
                survey.steps[split.ordinal()],
                survey.windows[split.ordinal()],
                spec.windows().context(),
                spec.windows().horizon()));
      }
    }
    add(facts, "", inputs.past());
    add(facts, "known ahead: ", inputs.known());
    return facts;
  }

  private static void add(Map<String, String> facts, String prefix, Features features) {
    if (features != null) {
      features.facts().forEach((name, value) -> facts.put(prefix + name, value));
    }
  }

  /**
   * Losses on every window of the test part, or of the validation part if there is none, in the
   * unit of the model's loss. The mean over the series.
   */
  static Map<String, Double> baselines(ForecastSpec spec, SeriesSurvey survey) {
    boolean test = survey.windows[Split.TEST.ordinal()] > 0;
    int part = (test ? Split.TEST : Split.VALIDATION).ordinal();
    Map<String, Double> baselines = new LinkedHashMap<>();
    if (survey.windows[part] > 0) {
      baselines.put("the last value", mean(spec, survey.last[part]));
      if (spec.season() > 0) {
        baselines.put("the value one season before", mean(spec, survey.seasonal[part]));
      }
    }
    return baselines;
  }

  private static double mean(ForecastSpec spec, NaiveErrors[] errors) {
    List<ForecastSpec.Series> series = spec.series();
    double sum = 0;
    for (int s = 0; s < series.size(); s++) {
      sum += errors[s].loss(series.get(s).deviation(), spec.quantiles());
    }
    return sum / series.size();
  }

  static String lower(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
