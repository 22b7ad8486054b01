package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Serializable;
import rondo.table.Field;

/**
 * What was fitted to one column: either so many real features a time step, or so many tokens.
 *
 * <p>Thread use: immutable; what encodes with it is for one thread.
 */
sealed interface Feature extends Serializable permits RealFeature, TokenFeature, CutFeature {
  /** The column; its kind is never AUTO. */
  FeatureSpec spec();

  /** Whether values of such a field can be encoded. */
  boolean accepts(Field field);

  /** What {@link #accepts} wants, for messages, as in "a number". */
  String expected();

  /** Writes what was fitted, the specification aside. */
  void write(JsonGenerator json) throws IOException;

  /** What was fitted, for the user. */
  String fact();
}
