package rondo.encode;

import java.util.function.Function;
import java.util.function.IntConsumer;

/** Byte pairs; every text has tokens, and they give it back. */
record PieceTokens(BytePairs pairs) implements Tokenizer {
  @Override
  public Kind kind() {
    return Kind.PIECES;
  }

  @Override
  public int size() {
    return pairs.size();
  }

  @Override
  public int unknown() {
    return NONE;
  }

  @Override
  public TextCutter cutter(IntConsumer sink) {
    Function<String, int[]> tokens = new TokenCache(pairs::encodeChunk);
    return TextCutter.chunks(
        chunk -> {
          for (int token : tokens.apply(chunk)) {
            sink.accept(token);
          }
        });
  }

  @Override
  public Decoder decoder(String before) {
    Utf8Decoder decoder = new Utf8Decoder();
    return token -> decoder.next(pairs.bytes(token));
  }

  @Override
  public String toJson() {
    return TokenizerJson.pieces(pairs);
  }
}
