package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import rondo.encode.OrderedJson;
import rondo.table.Field;
import rondo.table.ValueType;

/**
 * A number, or several, each less its center and divided by its scale.
 *
 * @param centers one a number
 * @param scales likewise, positive
 */
record NumberFeature(FeatureSpec spec, double[] centers, double[] scales) implements RealFeature {
  private static final String CENTERS = "centers";
  private static final String SCALES = "scales";

  /**
   * @throws IllegalArgumentException if the numbers do not fit each other
   */
  NumberFeature {
    OrderedJson.require(
        centers.length == scales.length && centers.length > 0,
        spec.column() + " has " + centers.length + " centers and " + scales.length + " scales");
    for (double scale : scales) {
      OrderedJson.require(scale > 0, spec.column() + " has a scale that is not positive");
    }
  }

  static NumberFeature read(FeatureSpec spec, OrderedJson json) throws IOException {
    return new NumberFeature(
        spec, json.numbers(CENTERS, Field.MAX_WIDTH), json.numbers(SCALES, Field.MAX_WIDTH));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeFieldName(CENTERS);
    json.writeArray(centers, 0, centers.length);
    json.writeFieldName(SCALES);
    json.writeArray(scales, 0, scales.length);
  }

  @Override
  public int width() {
    return centers.length;
  }

  @Override
  public boolean accepts(Field field) {
    return switch (field.type()) {
      case NUMBER -> centers.length == 1;
      case NUMBERS -> centers.length == field.width();
      case TEXT, TEXTS -> false;
    };
  }

  @Override
  public String expected() {
    return centers.length == 1 ? "a number" : "a list of " + centers.length + " numbers";
  }

  @Override
  public Encoder encoder(ValueType type) {
    if (type == ValueType.NUMBER) {
      return (values, field, to, at) -> to[at] = scaled(values.number(field), 0);
    }
    return (values, field, to, at) -> {
      double[] numbers = values.numbers(field);
      for (int i = 0; i < numbers.length; i++) {
        to[at + i] = scaled(numbers[i], i);
      }
    };
  }

  /** Numbers that no float can hold become the largest one. */
  private float scaled(double number, int place) {
    double scaled = (number - centers[place]) / scales[place];
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, scaled));
  }

  @Override
  public String fact() {
    String scale =
        switch (spec.scale()) {
          case NONE -> "not scaled";
          case STANDARD -> "scaled to mean 0 and variance 1";
          case MIN_MAX -> "scaled to 0 to 1";
          case ROBUST -> "scaled by median and quartiles";
        };
    return centers.length == 1
        ? "number, " + scale
        : String.format(Locale.ROOT, "%,d numbers, %s", centers.length, scale);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberFeature that
        && spec.equals(that.spec)
        && Arrays.equals(centers, that.centers)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centers) + Arrays.hashCode(scales);
  }
}
