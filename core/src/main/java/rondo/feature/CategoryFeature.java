package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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
  public int[] tokens(String text) {
    return new int[] {texts.index(Cuts.cased(text, spec))};
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
