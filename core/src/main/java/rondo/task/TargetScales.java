package rondo.task;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import rondo.encode.OrderedJson;
import rondo.forecast.Moments;

/**
 * What numbers that are to be told are scaled by, so that each has mean 0 and variance 1 in the
 * learned part: a network learns that unit best, and a loss of 1 is that of always telling the
 * mean.
 *
 * <p>Thread use: read only.
 */
final class TargetScales implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1 << 16;

  private final double[] means;
  private final double[] deviations; // positive

  private TargetScales(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Of the learned part; a number that never changes is only moved. */
  static TargetScales of(List<Moments> numbers) {
    return new TargetScales(
        numbers.stream().mapToDouble(Moments::mean).toArray(),
        numbers.stream().mapToDouble(m -> m.deviation() > 0 ? m.deviation() : 1).toArray());
  }

  int size() {
    return means.length;
  }

  float scaled(int target, double value) {
    return (float) ((value - means[target]) / deviations[target]);
  }

  /** What 1 of scaled targets is in the units of their columns. */
  double[] deviations() {
    return deviations.clone();
  }

  double mean(int target) {
    return means[target];
  }

  double deviation(int target) {
    return deviations[target];
  }

  /** As JSON for the model directory; {@link #read} is the inverse. */
  String toJson() {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "targets");
          json.writeFieldName("means");
          json.writeArray(means, 0, means.length);
          json.writeFieldName("deviations");
          json.writeArray(deviations, 0, deviations.length);
        });
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @param targets how many there are
   * @throws rondo.error.RondoException CORRUPT for anything else
   */
  static TargetScales read(String text, String name, int targets) {
    return OrderedJson.read(
        text,
        name,
        "the scales of targets",
        json -> {
          json.constant("kind", "targets");
          double[] means = json.numbers("means", MOST);
          double[] deviations = json.numbers("deviations", MOST);
          OrderedJson.require(
              means.length == targets && deviations.length == targets,
              "it has " + means.length + " of " + targets + " targets");
          OrderedJson.require(
              Arrays.stream(deviations).allMatch(d -> d > 0), "a deviation is not positive");
          return new TargetScales(means, deviations);
        });
  }
}
