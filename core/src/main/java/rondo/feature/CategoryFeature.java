package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import rondo.encode.TextVocabulary;

/** One of some texts; place 0 for all that are not known. */
record CategoryFeature(FeatureSpec spec, TextVocabulary texts) implements TokenFeature {
  @Override
  public int columns() {
    return 1;
  }

  @Override
  public int places(int column) {
    return texts.size();
  }

  @Override
  public Function<String, int[]> encoder() {
    ToIntFunction<String> places = Cuts.places(texts, spec);
    int[] token = new int[1];
    return text -> {
      token[0] = places.applyAsInt(text);
      return token;
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    FeaturesJson.write(json, FeaturesJson.TEXTS, texts);
  }

  @Override
  public String fact() {
    return FeaturesJson.count(texts.size() - 1, "value");
  }
}
