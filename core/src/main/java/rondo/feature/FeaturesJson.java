package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import rondo.encode.OrderedJson;
import rondo.encode.TextVocabulary;

/**
 * Features as JSON: of each its specification, then what was fitted, the keys in this order.
 *
 * <pre>{@code
 * {"kind":"features","version":1,"features":[
 *   {"column":"city","kind":"category","scale":"none","embedding":8,"min-count":1,"most":0,
 *    "lowercase":false,"per-sequence":false,"texts":["Oslo","Rome"]}]}
 * }</pre>
 */
final class FeaturesJson {
  /** Key of the texts of a vocabulary, in the order of their places from 1 on. */
  static final String TEXTS = "texts";

  private static final int VERSION = 1;
  private static final int MOST_FEATURES = 1 << 16;

  private FeaturesJson() {}

  static String write(List<Feature> features) {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "features");
          json.writeNumberField("version", VERSION);
          json.writeArrayFieldStart("features");
          for (Feature feature : features) {
            json.writeStartObject();
            write(json, feature.spec());
            feature.write(json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, FeatureSpec spec) throws IOException {
    json.writeStringField("column", spec.column());
    json.writeStringField("kind", name(spec.kind()));
    json.writeStringField("scale", name(spec.scale()));
    json.writeNumberField("embedding", spec.embedding());
    json.writeNumberField("min-count", spec.minCount());
    json.writeNumberField("most", spec.most());
    json.writeBooleanField("lowercase", spec.lowercase());
    json.writeBooleanField("per-sequence", spec.perSequence());
  }

  /** Writes a vocabulary. */
  static void write(JsonGenerator json, String key, TextVocabulary vocabulary) throws IOException {
    json.writeArrayFieldStart(key);
    for (int place = 1; place < vocabulary.size(); place++) {
      json.writeString(vocabulary.text(place));
    }
    json.writeEndArray();
  }

  static Features read(String json, String name) {
    return OrderedJson.read(
        json,
        name,
        "a list of features",
        fields -> {
          fields.constant("kind", "features");
          fields.integer("version", VERSION, VERSION);
          return new FittedFeatures(
              fields.objects("features", MOST_FEATURES, FeaturesJson::readFeature));
        });
  }

  private static Feature readFeature(OrderedJson json) throws IOException {
    FeatureSpec spec =
        new FeatureSpec(
            json.text("column"),
            constant("kind", json.text("kind"), FeatureSpec.Kind.values()),
            constant("scale", json.text("scale"), FeatureSpec.Scale.values()),
            json.integer("embedding", 0, Integer.MAX_VALUE),
            json.integer("min-count", 1, Integer.MAX_VALUE),
            json.integer("most", 0, Integer.MAX_VALUE),
            json.flag("lowercase"),
            json.flag("per-sequence"));
    return switch (spec.kind()) {
      case NUMBER -> NumberFeature.read(spec, json);
      case CATEGORY -> new CategoryFeature(spec, vocabulary(json, TEXTS));
      case SET -> new SetFeature(spec, vocabulary(json, TEXTS));
      case WORDS -> new WordFeature(spec, vocabulary(json, TEXTS));
      case CHARACTERS -> CharacterFeature.read(spec, json);
      case BYTES -> new ByteFeature(spec);
      case PIECES -> PieceFeature.read(spec, json);
      case AFFIXES -> AffixFeature.read(spec, json);
      case AUTO ->
          throw new IllegalArgumentException("kind is \"auto\", which nothing is fitted as");
    };
  }

  /** What {@link #write(JsonGenerator, String, TextVocabulary)} wrote. */
  static TextVocabulary vocabulary(OrderedJson json, String key) throws IOException {
    return TextVocabulary.of(json.texts(key, TextVocabulary.MOST));
  }

  /** The name of a constant in files and messages: lower case with hyphens, as in job files. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(String key, String name, E[] constants) {
    for (E constant : constants) {
      if (name(constant).equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(key + " is \"" + name + "\", which this version lacks");
  }

  /** A number and what it counts, for the user. */
  static String count(int count, String one) {
    return count(count, one, one + "s");
  }

  static String count(int count, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
  }
}
