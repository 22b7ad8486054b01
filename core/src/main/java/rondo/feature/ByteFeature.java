package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import rondo.encode.BytePairs;

/** A text, cut into the bytes of its UTF-8; a byte is its own place. */
record ByteFeature(FeatureSpec spec) implements CutFeature {
  @Override
  public int places() {
    return BytePairs.BYTES;
  }

  @Override
  public Cutter cutter() {
    return (text, sink) -> {
      String cased = Cuts.cased(text, spec);
      for (int i = 0; i < cased.length(); ) {
        int codePoint = cased.codePointAt(i);
        i += Character.charCount(codePoint);
        if (codePoint < 0x80) {
          sink.token(codePoint, null);
        } else if (codePoint < 0x800) {
          sink.token(0xC0 | (codePoint >> 6), null);
          continued(codePoint, 1, sink);
        } else if (codePoint < 0x10000) {
          sink.token(0xE0 | (codePoint >> 12), null);
          continued(codePoint, 2, sink);
        } else {
          sink.token(0xF0 | (codePoint >> 18), null);
          continued(codePoint, 3, sink);
        }
      }
    };
  }

  /** The bytes after the first one: six bits each. */
  private static void continued(int codePoint, int count, TokenSink sink) throws IOException {
    for (int i = count - 1; i >= 0; i--) {
      sink.token(0x80 | ((codePoint >> (6 * i)) & 0x3F), null);
    }
  }

  @Override
  public void write(JsonGenerator json) {
    // nothing was fitted
  }

  @Override
  public String fact() {
    return "bytes";
  }
}
