package rondo.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.ColumnRequest;

/**
 * Learns what series do when all is well: it forecasts their next values from a window of their
 * past, as {@link Forecasting} does, but never which quantiles they have. What is far from its
 * forecast later on is an anomaly; {@code rondo.anomaly} finds it in the errors.
 */
public final class AnomalyDetection implements Task {
  private final Forecasting forecasting = new Forecasting("anomaly");

  @Override
  public String name() {
    return forecasting.name();
  }

  @Override
  public List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    if (data.table() != null && !data.table().quantiles().isEmpty()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.quantiles: got "
              + data.table().quantiles()
              + ", expected none: an anomaly is told by its distance from the mean");
    }
    return forecasting.columns(data, forTraining);
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    return forecasting.prepare(context);
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    return forecasting.reopen(context, encoders);
  }
}
