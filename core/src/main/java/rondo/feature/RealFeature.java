package rondo.feature;

import rondo.table.ValueType;
import rondo.table.Values;

/** A column that becomes real features. */
sealed interface RealFeature extends Feature permits NumberFeature, SetFeature {
  /** Real features a time step. */
  int width();

  /** A new encoder for fields of this type, which the feature accepts. */
  Encoder encoder(ValueType type);

  /** Encodes one value after the other; for one thread. */
  @FunctionalInterface
  interface Encoder {
    /** Writes the features of a value that is not missing to {@code to[at]} and behind. */
    void encode(Values values, int field, float[] to, int at);
  }
}
