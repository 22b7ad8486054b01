package rondo.feature;

import java.io.IOException;
import rondo.table.Field;
import rondo.table.ValueType;

/** A text that is cut into tokens, which are the time steps; one token column. */
sealed interface CutFeature extends Feature
    permits WordFeature, CharacterFeature, ByteFeature, PieceFeature {
  /** Different tokens. */
  int places();

  /** A new cutter. */
  Cutter cutter();

  /** Cuts one text after the other; for one thread. */
  @FunctionalInterface
  interface Cutter {
    void cut(String text, TokenSink sink) throws IOException;
  }

  /** Takes tokens. */
  @FunctionalInterface
  interface TokenSink {
    /**
     * The next token.
     *
     * @param word what it was made of as it stands in the text; null unless texts are cut into
     *     words
     */
    void token(int token, String word) throws IOException;
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
