package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import rondo.encode.OrderedJson;
import rondo.encode.Vocabulary;

/** A text, cut into characters (code points); place 0 for all that are not known. */
record CharacterFeature(FeatureSpec spec, Vocabulary characters) implements CutFeature {
  static CharacterFeature read(FeatureSpec spec, OrderedJson json) throws IOException {
    String[] texts = json.texts(FeaturesJson.TEXTS, Character.MAX_CODE_POINT + 1);
    int[] codePoints = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      OrderedJson.require(
          !texts[i].isEmpty() && texts[i].length() == Character.charCount(texts[i].codePointAt(0)),
          "element " + i + " of " + FeaturesJson.TEXTS + " is not one character");
      codePoints[i] = texts[i].codePointAt(0);
    }
    return new CharacterFeature(spec, Vocabulary.ofCodePoints(codePoints));
  }

  @Override
  public int places() {
    return characters.size();
  }

  @Override
  public Cutter cutter() {
    return (text, sink) -> {
      for (int i = 0; i < text.length(); ) {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint);
        sink.token(characters.index(Cuts.cased(codePoint, spec)), null);
      }
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(FeaturesJson.TEXTS);
    for (int token = 1; token < characters.size(); token++) {
      json.writeString(characters.text(token));
    }
    json.writeEndArray();
  }

  @Override
  public String fact() {
    return FeaturesJson.count(characters.size() - 1, "character");
  }
}
