package rondo.metric;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.data.Split;

/**
 * What evaluation counts beside the loss. A metric is an array of sums, which are added over
 * batches and, in the order of shard ids, over shards; figures and tables are made of the sums at
 * the end.
 *
 * <p>Thread use: read only, and shared by all shards of a JVM; a {@link Counter} belongs to one
 * thread.
 */
public interface Metric extends Serializable {
  /** Number of sums. */
  int counts();

  /** The same metric where it depends on which part of the data is evaluated. */
  default Metric ofPart(Split split) {
    return this;
  }

  /**
   * A counter of one batch.
   *
   * @param counts ({@link #counts}) what it adds to
   */
  Counter counter(Batch batch, double[] counts);

  /** What {@link #values} tells, in that order; fixed for a metric. */
  List<Figure> figures();

  /**
   * The figures by name.
   *
   * @param counts ({@link #counts}) sums over any data
   * @return in the order of {@link #figures}; NaN for what has no value, such as the precision of
   *     nothing; empty if nothing was counted
   */
  Map<String, Double> values(double[] counts);

  /** What else the sums tell, one for each part of the metric; empty if there is no more. */
  default List<Tables> tables(double[] counts) {
    return List.of();
  }

  /** Counts nothing. */
  static Metric none() {
    return new None();
  }

  /** Fraction of outputs whose highest score is the target class. */
  static Metric accuracy() {
    return new Accuracy();
  }

  /**
   * Accuracy, perplexity, bits a byte, nats a character of tokens of a text, and how many of them
   * were unknown ones.
   *
   * @param sizes of the parts of the data
   * @param unknown the token that stands for what has none; negative: there is none
   */
  static Metric text(Map<Split, TextSize> sizes, int unknown) {
    return TextMetric.of(sizes, unknown);
  }

  /**
   * How often the next event is among the most probable ones.
   *
   * @param known classes of known events; one more stands for all others and is never a hit
   */
  static Metric topK(int known) {
    return new TopK(known);
  }

  /** Fraction of sequences that are right at every step, with 0/1 targets of what is allowed. */
  static Metric sequenceAccuracy() {
    return new SequenceAccuracy();
  }

  /**
   * Accuracy, macro F1, area under the curve, confusion matrix.
   *
   * @param labels of the classes, in order
   */
  static Metric classification(List<String> labels) {
    return new Classification(labels);
  }

  /**
   * Precision, recall and F1 of entities, as the conlleval script counts them, and token accuracy.
   *
   * @param tags by class: "B-PER", "I-PER", "O"; see {@link Entities#areTags}
   */
  static Metric entities(List<String> tags) {
    return new Entities(tags);
  }

  /** Precision, recall, F1 and accuracy of 0/1 targets whose outputs are log-odds. */
  static Metric multiLabel() {
    return new MultiLabel();
  }

  /** The same of time steps that are told one after the other, and what the later ones cost. */
  static Metric nextSets() {
    return new NextSets();
  }

  /**
   * Errors of real outputs, in the units of the batches' targets.
   *
   * @param targets numbers that are told at a time
   * @param horizon time steps that are forecast; 1 for anything else
   * @param scales (targets) mean absolute error of the naive forecast, by which MASE divides; null:
   *     no MASE
   */
  static Metric errors(int targets, int horizon, double[] scales) {
    return new Errors(targets, horizon, null, scales);
  }

  /**
   * The same in other units.
   *
   * @param units (targets) what 1 of the batches' targets is in the units of the errors and of
   *     {@code scales}: the standard deviation of standardized targets; null: 1
   */
  static Metric errors(int targets, int horizon, double[] units, double[] scales) {
    return new Errors(targets, horizon, units, scales);
  }

  /**
   * Errors of quantiles; the outputs of a target stand together: column target x quantiles +
   * quantile.
   *
   * @param quantiles between 0 and 1, ascending
   * @param units as of {@link #errors(int, int, double[], double[])}
   * @param scales likewise
   */
  static Metric quantiles(
      int targets, int horizon, double[] quantiles, double[] units, double[] scales) {
    return new Quantiles(targets, horizon, quantiles, units, scales);
  }

  /**
   * Of a model that tells something at time steps and of whole sequences: both, with {@code tags_}
   * and {@code class_} before the names of their figures.
   */
  static Metric composite(Metric steps, Metric sequences) {
    return new Composite(steps, sequences);
  }
}
