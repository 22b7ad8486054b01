package rondo.spark;

import java.util.List;
import rondo.plan.Forecast;
import rondo.plan.StepCost;
import rondo.train.TrainSpec;

/**
 * What runs of a job are expected to take.
 *
 * @param parameters numbers of the model
 * @param timeSteps of a batch of one shard, on average
 * @param step what such a batch takes
 * @param measured whether that was measured here
 * @param one the run on a single executor with a single shard, which efficiency is relative to
 * @param forecasts one for each number of executors, as they were asked for
 */
public record Plan(
    TrainSpec train,
    long parameters,
    double timeSteps,
    StepCost step,
    boolean measured,
    Forecast one,
    List<Forecast> forecasts) {}
