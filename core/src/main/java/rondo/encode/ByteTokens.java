package rondo.encode;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** The bytes of UTF-8; a byte is its own token. */
record ByteTokens() implements Tokenizer {
  @Override
  public Kind kind() {
    return Kind.BYTES;
  }

  @Override
  public int size() {
    return BytePairs.BYTES;
  }

  @Override
  public int unknown() {
    return NONE;
  }

  @Override
  public TextCutter cutter(IntConsumer sink) {
    return TextCutter.characters(
        codePoint -> {
          if (codePoint < 0x80) {
            sink.accept(codePoint);
          } else {
            for (byte one : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
              sink.accept(one & 0xFF);
            }
          }
        });
  }

  @Override
  public Decoder decoder(String before) {
    Utf8Decoder decoder = new Utf8Decoder();
    return token -> decoder.next((byte) token);
  }

  @Override
  public String toJson() {
    return TokenizerJson.bytes();
  }
}
