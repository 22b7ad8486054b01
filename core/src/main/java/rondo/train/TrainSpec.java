package rondo.train;

import java.io.Serializable;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;

/**
 * All that fixes how a model is trained on one shard, but for the data.
 *
 * @param epochs passes over the data
 * @param batch sequences (or parallel streams) in a batch of one shard
 * @param truncate time steps after which back-propagation is cut; 0 means never
 * @param recompute time steps whose activations are kept in memory; longer sequences are computed
 *     twice, window by window, with the same gradient but for rounding; 0 keeps all
 * @param clipNorm largest global norm of the mean gradient; 0 means no limit
 * @param clipValue largest magnitude of one number of the mean gradient; 0 means no limit
 * @param seed of initial parameters, order of the data and dropout
 */
public record TrainSpec(
    ModelSpec model,
    LossSpec loss,
    double epochs,
    int batch,
    int truncate,
    int recompute,
    double clipNorm,
    double clipValue,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    long seed)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public TrainSpec {
    require("epochs", epochs, epochs > 0 && epochs <= 1e6, "above 0, at most 1000000");
    require("batch", batch, batch >= 1 && batch <= 1 << 20, "1 to 1048576 sequences");
    require("truncate", truncate, truncate >= 0, "time steps, 0 for no truncation");
    require("recompute", recompute, recompute >= 0, "time steps, 0 to keep all activations");
    require("clip-norm", clipNorm, clipNorm >= 0, "a number of at least 0; 0 means no limit");
    require("clip-value", clipValue, clipValue >= 0, "a number of at least 0; 0 means no limit");
  }

  /** With a loss that has no options. */
  public TrainSpec(
      ModelSpec model,
      LossKind loss,
      double epochs,
      int batch,
      int truncate,
      int recompute,
      double clipNorm,
      double clipValue,
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      long seed) {
    this(
        model,
        LossSpec.of(loss),
        epochs,
        batch,
        truncate,
        recompute,
        clipNorm,
        clipValue,
        optimizer,
        schedule,
        seed);
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got)) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
