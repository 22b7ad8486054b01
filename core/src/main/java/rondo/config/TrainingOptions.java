package rondo.config;

import rondo.loss.LossSpec;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.train.TrainSpec;

/**
 * What a job file says about training; {@link TrainSpec} names the units.
 *
 * @param patience epochs without a better model after which training stops; 0 for never
 * @param goal by what the best model is told: loss, or the name of a figure of the task's metric
 */
public record TrainingOptions(
    double epochs,
    int batch,
    int truncate,
    int recompute,
    double clipNorm,
    double clipValue,
    long seed,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    int patience,
    String goal) {

  /** These options with what the task added. */
  public TrainSpec spec(ModelSpec model, LossSpec loss) {
    return new TrainSpec(
        model, loss, epochs, batch, truncate, recompute, clipNorm, clipValue, optimizer, schedule,
        seed);
  }
}
