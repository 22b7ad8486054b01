package rondo.loss;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A loss with its options.
 *
 * <p>A mean loss is the sum over output rows divided by their number, whatever the weights of their
 * classes. So weights should have the mean 1 over the data that is learned, as those of {@link
 * #weighted} and {@link #balanced} have: then a weighted loss is as large as one without weights,
 * and so are learning rate and clipping.
 *
 * @param kind which loss
 * @param classWeights what loss and gradient of an output row are multiplied by, for each class of
 *     SOFTMAX_CROSS_ENTROPY; empty: all classes count alike
 * @param quantiles of PINBALL, each above 0 and below 1, ascending; else empty
 */
public record LossSpec(LossKind kind, List<Double> classWeights, List<Double> quantiles)
    implements Serializable {
  /**
   * @throws IllegalArgumentException if an option is out of range, or does not belong to the kind
   */
  public LossSpec {
    classWeights = List.copyOf(classWeights);
    quantiles = List.copyOf(quantiles);
    if (kind != LossKind.SOFTMAX_CROSS_ENTROPY && !classWeights.isEmpty()) {
      throw new IllegalArgumentException(
          "class-weights: got " + classWeights + ", expected none with " + kind);
    }
    if ((kind == LossKind.PINBALL) == quantiles.isEmpty()) {
      throw new IllegalArgumentException(
          "quantiles: got "
              + quantiles
              + ", expected "
              + (kind == LossKind.PINBALL ? "at least one" : "none with " + kind));
    }
    for (double weight : classWeights) {
      if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "class-weights: got " + weight + ", expected a number of at least 0");
      }
    }
    double last = 0;
    for (double quantile : quantiles) {
      if (!(quantile > last && quantile < 1)) {
        throw new IllegalArgumentException(
            "quantiles: got "
                + quantiles
                + ", expected ascending numbers above 0 and below 1, as in [0.1, 0.5, 0.9]");
      }
      last = quantile;
    }
  }

  /** A loss without options. */
  public static LossSpec of(LossKind kind) {
    return new LossSpec(kind, List.of(), List.of());
  }

  /** PINBALL at these quantiles. */
  public static LossSpec pinball(double... quantiles) {
    return new LossSpec(LossKind.PINBALL, List.of(), boxed(quantiles));
  }

  /**
   * SOFTMAX_CROSS_ENTROPY with weights in these proportions, scaled so that their mean over the
   * data is 1.
   *
   * @param counts output rows of each class in the data that is learned
   * @throws IllegalArgumentException if there are not as many weights as classes, or no row weighs
   *     anything
   */
  public static LossSpec weighted(double[] weights, long[] counts) {
    if (weights.length != counts.length) {
      throw new IllegalArgumentException(
          "class-weights: got " + weights.length + ", expected " + counts.length);
    }
    double rows = 0;
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      rows += counts[c];
      sum += counts[c] * weights[c];
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "class-weights: got "
              + Arrays.toString(weights)
              + ", expected one above 0 of a class that the data has");
    }
    double[] scaled = new double[weights.length];
    for (int c = 0; c < counts.length; c++) {
      scaled[c] = weights[c] * (rows / sum);
    }
    return new LossSpec(LossKind.SOFTMAX_CROSS_ENTROPY, boxed(scaled), List.of());
  }

  /**
   * SOFTMAX_CROSS_ENTROPY in which all classes of the data count the same together: the weight of a
   * class is {@code rows / (classes x rows of the class)}. A class that the data lacks has 1.
   *
   * @param counts output rows of each class in the data that is learned
   */
  public static LossSpec balanced(long[] counts) {
    long rows = Arrays.stream(counts).sum();
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    double[] weights = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      weights[c] = counts[c] == 0 ? 1 : rows / ((double) present * counts[c]);
    }
    return new LossSpec(LossKind.SOFTMAX_CROSS_ENTROPY, boxed(weights), List.of());
  }

  /** That of the kind; with class weights, which change the unit, WEIGHTED_ before it. */
  public String name() {
    return (isWeighted() ? "WEIGHTED_" : "") + kind.name();
  }

  /** Whether classes have weights. */
  public boolean isWeighted() {
    return !classWeights.isEmpty();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
