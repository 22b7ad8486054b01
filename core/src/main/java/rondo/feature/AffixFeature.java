package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rondo.encode.OrderedJson;
import rondo.encode.TextCounts;
import rondo.encode.TextVocabulary;
import rondo.encode.TokenCache;

/**
 * What a word is made of: its first and last one to four characters (all of a word that has fewer),
 * made small if the specification says so, and its {@link Shapes shape}, whose capitals stay.
 *
 * @param parts the vocabulary of each of these; of a part that is rare, or not known, place 0
 */
record AffixFeature(FeatureSpec spec, List<TextVocabulary> parts) implements TokenFeature {
  private static final int LONGEST = 4;
  private static final int SHAPE = 2 * LONGEST;
  private static final int PARTS = SHAPE + 1;

  AffixFeature {
    parts = new ArrayList<>(parts); // travels to executors
  }

  /** From the counts of words. */
  static AffixFeature of(FeatureSpec spec, TextCounts words) {
    List<TextVocabulary> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      int part = i;
      TextCounts counts = new TextCounts();
      words.forEach((word, count) -> counts.add(part(word, part, spec), count));
      parts.add(TextVocabulary.of(counts, spec.minCount(), spec.most()));
    }
    return new AffixFeature(spec, parts);
  }

  static AffixFeature read(FeatureSpec spec, OrderedJson json) throws IOException {
    List<TextVocabulary> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(FeaturesJson.vocabulary(json, name(i)));
    }
    return new AffixFeature(spec, parts);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    for (int i = 0; i < PARTS; i++) {
      FeaturesJson.write(json, name(i), parts.get(i));
    }
  }

  private static String name(int part) {
    if (part == SHAPE) {
      return "shapes";
    }
    return part < LONGEST ? "first-" + (part + 1) : "last-" + (part - LONGEST + 1);
  }

  private static String part(String word, int part, FeatureSpec spec) {
    if (part == SHAPE) {
      return Shapes.of(word);
    }
    String cased = Cuts.cased(word, spec);
    int length = cased.codePointCount(0, cased.length());
    if (part < LONGEST) {
      return cased.substring(0, cased.offsetByCodePoints(0, Math.min(length, part + 1)));
    }
    int last = Math.min(length, part - LONGEST + 1);
    return cased.substring(cased.offsetByCodePoints(cased.length(), -last));
  }

  @Override
  public int columns() {
    return PARTS;
  }

  @Override
  public int places(int column) {
    return parts.get(column).size();
  }

  @Override
  public Function<String, int[]> encoder() {
    return new TokenCache(this::tokens);
  }

  private int[] tokens(String text) {
    int[] tokens = new int[PARTS];
    for (int i = 0; i < PARTS; i++) {
      tokens[i] = parts.get(i).index(part(text, i, spec));
    }
    return tokens;
  }

  @Override
  public String fact() {
    int places = parts.stream().mapToInt(part -> part.size() - 1).sum();
    return FeaturesJson.count(places, "affix", "affixes") + " and shapes";
  }
}
