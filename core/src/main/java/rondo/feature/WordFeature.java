package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.ToIntFunction;
import rondo.encode.TextVocabulary;
import rondo.encode.Words;

/** A text, cut into words; place 0 for all that are not known. */
record WordFeature(FeatureSpec spec, TextVocabulary words) implements CutFeature {
  @Override
  public int places() {
    return words.size();
  }

  @Override
  public Cutter cutter() {
    ToIntFunction<String> places = Cuts.places(words, spec);
    return (text, sink) -> {
      for (int at = Words.start(text, 0); at < text.length(); ) {
        int end = Words.end(text, at);
        String word = text.substring(at, end);
        sink.token(places.applyAsInt(word), word);
        at = Words.start(text, end);
      }
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    FeaturesJson.write(json, FeaturesJson.TEXTS, words);
  }

  @Override
  public String fact() {
    return FeaturesJson.count(words.size() - 1, "word");
  }
}
