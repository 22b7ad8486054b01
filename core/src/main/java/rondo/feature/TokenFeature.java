package rondo.feature;

import java.util.function.Function;
import rondo.table.Field;
import rondo.table.ValueType;

/** A text that becomes tokens, of one column or several. */
sealed interface TokenFeature extends Feature permits CategoryFeature, AffixFeature {
  /** Token columns. */
  int columns();

  /** Different tokens of a column. */
  int places(int column);

  /** The tokens of a text, one a column. */
  int[] tokens(String text);

  /** A new encoder, which looks up texts that come often only once. */
  default Function<String, int[]> encoder() {
    return new TokenCache(this::tokens);
  }

  @Override
  default boolean accepts(Field field) {
    return field.type() == ValueType.TEXT;
  }

  @Override
  default String expected() {
    return "text";
  }
}
