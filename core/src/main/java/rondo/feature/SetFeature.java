package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import rondo.encode.TextVocabulary;
import rondo.table.Field;
import rondo.table.ValueType;

/** A set of texts: 1 at the place of each that is in it, place 0 for all that are not known. */
record SetFeature(FeatureSpec spec, TextVocabulary texts) implements RealFeature {
  @Override
  public int width() {
    return texts.size();
  }

  @Override
  public boolean accepts(Field field) {
    return field.type() == ValueType.TEXTS;
  }

  @Override
  public String expected() {
    return "a list of texts";
  }

  @Override
  public Encoder encoder(ValueType type) {
    ToIntFunction<String> places = Cuts.places(texts, spec);
    return (values, field, to, at) -> {
      Arrays.fill(to, at, at + texts.size(), 0);
      List<String> set = values.texts(field);
      for (int i = 0; i < set.size(); i++) {
        to[at + places.applyAsInt(set.get(i))] = 1;
      }
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    FeaturesJson.write(json, FeaturesJson.TEXTS, texts);
  }

  @Override
  public String fact() {
    return FeaturesJson.count(texts.size() - 1, "value") + " of a set";
  }
}
