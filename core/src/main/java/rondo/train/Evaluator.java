package rondo.train;

import rondo.data.Batch;
import rondo.data.Batches;
import rondo.loss.Loss;
import rondo.metric.Counter;
import rondo.metric.Metric;
import rondo.network.Network;
import rondo.network.Pass;

/** Loss and metric of given parameters over all batches of one part of the data. */
public final class Evaluator {
  private final Network network;
  private final Loss loss;
  private final Metric metric;
  private final int window;

  /**
   * Evaluates with the buffers of {@code network}, whose carried state is lost.
   *
   * @param window time steps that are in memory at a time; 0: all of a batch
   */
  public Evaluator(Network network, Loss loss, Metric metric, int window) {
    this.network = network;
    this.loss = loss;
    this.metric = metric;
    this.window = window;
  }

  /** Sums over one epoch of {@code batches}; {@link Evaluation#NONE} if there is none. */
  public Evaluation evaluate(float[] parameters, Batches batches) {
    if (batches.stepsPerEpoch() == 0) {
      return Evaluation.NONE;
    }
    network.prepare(parameters);
    double[] counts = new double[metric.counts()];
    double lossSum = 0;
    double weight = 0;
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch batch = batches.batch(0, step);
      lossSum += evaluate(batch, metric.counter(batch, counts));
      weight += network.weight(batch);
    }
    return new Evaluation(lossSum, weight, counts);
  }

  /** The counter comes first: the loss turns outputs into gradients. */
  private double evaluate(Batch batch, Counter counter) {
    double[] lossSum = new double[1];
    Batch sequences = network.hasSequenceOutputs() ? batch.sequenceTargets() : null;
    network.evaluate(
        batch,
        Pass.EVALUATION,
        window,
        (outputs, first, rows) -> {
          counter.steps(outputs, first, rows);
          lossSum[0] += loss.apply(outputs, batch, first, rows);
        },
        (outputs, first, rows) -> {
          counter.sequences(outputs, first, rows);
          lossSum[0] += loss.apply(outputs, sequences, first, rows);
        });
    counter.end();
    return lossSum[0];
  }
}
