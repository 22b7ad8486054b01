package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.table.Table;
import rondo.task.Forecasting;
import rondo.task.PreparedTask;
import rondo.task.SeriesTables;
import rondo.task.SeriesTables.Step;
import rondo.task.TableSpec;
import rondo.task.WindowSpec;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

/** Two series with a season of 12, levels that drift, and noise: from a table to a model. */
class TestForecastIsLearned {
  private static final int SEASON = 12;
  @TempDir private Path folder;

  private static List<Step> series() {
    List<Step> steps = new ArrayList<>();
    double level = 0;
    for (int t = 0; t < 1000; t++) {
      level += 0.02 * CounterRandom.gaussian(11, t);
      double phase = 2 * Math.PI * t / SEASON;
      double a = 50 + level + 3 * Math.sin(phase) + 0.6 * CounterRandom.gaussian(12, t);
      double b =
          -7
              + 2 * level
              + Math.cos(phase)
              + Math.sin(2 * phase)
              + 0.4 * CounterRandom.gaussian(13, t);
      Split split = t < 650 ? Split.TRAIN : t < 800 ? Split.VALIDATION : Split.TEST;
      steps.add(new Step(split, a, b, 0, ""));
    }
    return steps;
  }

  private static TrainSpec spec(PreparedTask task) {
    ModelSpec model =
        new ModelSpec(
            task.input(),
            CellSpec.of("lstm"),
            List.of(16),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            task.outputs());
    return new TrainSpec(
        model,
        task.loss(),
        8,
        16,
        0,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        3);
  }

  private Evaluation trained(PreparedTask task) {
    TrainSpec spec = spec(task);
    RoundSpec rounds =
        new RoundSpec(RoundSpec.Strategy.PARAMETER_AVERAGING, 1, 50, RoundSpec.InnerState.AVERAGE);
    Kernels kernels = KernelProvider.choice().kernels();
    TrainResult result =
        new LocalTrainer(kernels, 1)
            .train(task, spec, rounds, LoopOptions.NONE, RoundListener.NONE);
    try (Parallel parallel = Parallel.of(1);
        LocalShardRunner runner = new LocalShardRunner(task, spec, rounds, kernels, parallel)) {
      return runner.evaluate(result.parameters(), Split.TEST);
    }
  }

  /**
   * The noise of the forecast value alone is half of what the seasonal naive forecast has: three
   * quarters of its error are reached by what averages over seasons, and by nothing simpler.
   */
  @Test
  void isBetterThanTheSeasonalNaiveForecast() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series())));
    TableSpec job = SeriesTables.job(new WindowSpec(36, 2, 6), SEASON, "a", "b");
    PreparedTask task = new Forecasting().prepare(SeriesTables.context(job, table));
    Evaluation test = trained(task);
    assertThat(test.weight()).isEqualTo((200 - 5) * 6);
    double naive = task.baselines().get("the value one season before");
    assertThat(test.loss()).isLessThan(0.75 * naive).isGreaterThan(0.4 * naive);
    assertThat(naive).isLessThan(task.baselines().get("the last value"));
    Map<String, Double> figures = test.values(task.metric());
    assertThat(figures.get("mse")).isCloseTo(test.loss(), within(1e-6));
    assertThat(figures.get("mase")).isLessThan(0.95);
  }

  @Test
  void whatASeasonChangesIsLearned() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series())));
    WindowSpec windows = new WindowSpec(36, 2, 6, WindowLayout.Level.SEASON);
    TableSpec job = SeriesTables.job(windows, SEASON, "a", "b");
    PreparedTask task = new Forecasting().prepare(SeriesTables.context(job, table));
    double naive = task.baselines().get("the value one season before");
    assertThat(trained(task).loss()).isLessThan(0.75 * naive).isGreaterThan(0.4 * naive);
  }

  @Test
  void quantilesHoldAsMuchAsTheySay() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series())));
    TableSpec job =
        SeriesTables.job(
            new WindowSpec(36, 2, 6), SEASON, List.of(), List.of(), List.of(0.1, 0.9), "a");
    PreparedTask task = new Forecasting().prepare(SeriesTables.context(job, table));
    Evaluation test = trained(task);
    assertThat(test.loss()).isLessThan(task.baselines().get("the value one season before"));
    assertThat(test.values(task.metric()).get("coverage")).isBetween(0.6, 0.95); // 0.8
  }
}
