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

  /** A new encoder; it gives the tokens of a text, one a column, until it is asked again. */
  Function<String, int[]> encoder();

  @Override
  default boolean accepts(Field field) {
    return field.type() == ValueType.TEXT;
  }

  @Override
  default String expected() {
    return "text";
  }
}
