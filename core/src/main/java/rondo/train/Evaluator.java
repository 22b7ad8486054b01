package rondo.train;

import rondo.data.Batch;
import rondo.data.Batches;
import rondo.loss.Loss;
import rondo.metric.Counter;
import rondo.metric.Metric;
import rondo.network.Crf;
import rondo.network.Network;
import rondo.network.Pass;

/**
 * Loss and metric of given parameters over all batches of one part of the data. With a conditional
 * random field the metric of time steps is that of the best paths.
 */
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
    Crf crf = network.crf();
    double[] counts = new double[metric.counts()];
    double lossSum = 0;
    double weight = 0;
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch batch = batches.batch(0, step);
      Batch sequences = network.hasSequenceOutputs() ? batch.sequenceTargets() : null;
      Counter counter = metric.counter(batch, counts);
      double[] ofBatch = new double[1];
      network.evaluate(
          batch,
          Pass.EVALUATION,
          window,
          (outputs, first, rows) -> {
            if (crf == null) {
              counter.steps(outputs, first, rows); // before its outputs become gradients
            } else {
              counter.classes(crf.decode(outputs, batch), first, rows);
            }
            ofBatch[0] += loss.apply(outputs, batch, first, rows);
          },
          (outputs, first, rows) -> {
            counter.sequences(outputs, first, rows);
            ofBatch[0] += loss.forSequences().apply(outputs, sequences, first, rows);
          });
      counter.loss(ofBatch[0]);
      counter.end();
      lossSum += ofBatch[0];
      weight += network.weight(batch);
    }
    return new Evaluation(lossSum, weight, counts);
  }
}
