package rondo.feature;

import rondo.feature.FeatureSpec.Kind;
import rondo.feature.FeatureSpec.Scale;

/** Specifications of features that say little. */
final class Specs {
  private Specs() {}

  static FeatureSpec number(String column, Scale scale) {
    return new FeatureSpec(column, Kind.NUMBER, scale, 0, 1, 0, false, false);
  }

  static FeatureSpec of(String column, Kind kind, int embedding) {
    return of(column, kind, embedding, 1, 0, false);
  }

  static FeatureSpec of(
      String column, Kind kind, int embedding, int minCount, int most, boolean lowercase) {
    return new FeatureSpec(
        column, kind, Scale.STANDARD, embedding, minCount, most, lowercase, false);
  }

  static FeatureSpec perSequence(String column, Kind kind, int embedding) {
    return new FeatureSpec(column, kind, Scale.STANDARD, embedding, 1, 0, false, true);
  }
}
