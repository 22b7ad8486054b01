package rondo.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.table.Field;
import rondo.table.TableSchema;

/**
 * Features and where each stands in a time step. Tokens without an embedding are unit vectors among
 * the real features; those of a single column with nothing beside it remain tokens, which the
 * network takes for unit vectors (one-hot).
 */
final class FittedFeatures implements Features {
  private static final long serialVersionUID = 1L;

  /** Most places of the unit vectors of a feature: each costs a number every time step. */
  static final int MOST_UNITS = 4096;

  /** Most token columns that a network takes. */
  static final int MOST_COLUMNS = 64;

  private static final int MOST_REAL = 1 << 24;

  private final List<Feature> features;
  private final boolean oneHot;
  private final List<TokenColumn> columns = new ArrayList<>(); // those that are embedded
  private final int featureSize;

  /**
   * @throws IllegalArgumentException if a network cannot take them, with advice
   */
  FittedFeatures(List<Feature> features) {
    this.features = new ArrayList<>(features);
    this.oneHot = features.size() == 1 && isOneHot(features.get(0));
    if (features.isEmpty()) {
      throw new IllegalArgumentException("got no feature, expected at least one");
    }
    if (features.stream().filter(feature -> feature.spec().isTokenized()).count() > 1) {
      throw new IllegalArgumentException("got two texts that make the time steps, expected one");
    }
    long real = 0;
    for (Feature feature : features) {
      int[] places = places(feature);
      if (feature instanceof RealFeature numbers) {
        require(feature, numbers instanceof SetFeature ? numbers.width() : 0);
        real += numbers.width();
      } else if (feature.spec().embedding() > 0) {
        for (int size : places) {
          columns.add(new TokenColumn(size, feature.spec().embedding()));
        }
      } else if (!oneHot) {
        long units = Arrays.stream(places).asLongStream().sum();
        require(feature, units);
        real += units;
      }
    }
    if (columns.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "got "
              + columns.size()
              + " embedded columns, expected at most "
              + MOST_COLUMNS
              + "; set embedding = 0 for some of them, or leave some out");
    }
    if (real > MOST_REAL) {
      throw new IllegalArgumentException(
          "got " + real + " real features, expected at most " + MOST_REAL + "; leave some out");
    }
    this.featureSize = (int) real;
  }

  private static boolean isOneHot(Feature feature) {
    return feature.spec().embedding() == 0 && places(feature).length == 1;
  }

  private static void require(Feature feature, long units) {
    if (units > MOST_UNITS) {
      String advice = feature instanceof SetFeature ? "set" : "set embedding (to 64, say),";
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: got %,d places without an embedding, expected at most %,d; "
                  + "%s min-count or most",
              feature.spec().column(),
              units,
              MOST_UNITS,
              advice));
    }
  }

  /** Places of each token column; none of real features. */
  private static int[] places(Feature feature) {
    if (feature instanceof CutFeature cut) {
      return new int[] {cut.places()};
    }
    if (feature instanceof TokenFeature tokens) {
      int[] places = new int[tokens.columns()];
      Arrays.setAll(places, tokens::places);
      return places;
    }
    return new int[0];
  }

  @Override
  public InputSpec input() {
    if (oneHot) {
      return InputSpec.oneHot(mostTokens());
    }
    if (columns.isEmpty()) {
      return InputSpec.dense(featureSize);
    }
    return columns.size() == 1 && featureSize == 0
        ? InputSpec.embedding(columns.get(0).tokens(), columns.get(0).embedding())
        : InputSpec.mixed(columns, featureSize);
  }

  @Override
  public int tokenColumns() {
    return oneHot ? 1 : columns.size();
  }

  @Override
  public int mostTokens() {
    return oneHot
        ? places(features.get(0))[0]
        : columns.stream().mapToInt(TokenColumn::tokens).max().orElse(0);
  }

  @Override
  public int featureSize() {
    return featureSize;
  }

  @Override
  public String toJson() {
    return FeaturesJson.write(features);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Feature feature : features) {
      String embedding =
          feature.spec().embedding() > 0 && !(feature instanceof RealFeature)
              ? ", embedded in " + feature.spec().embedding() + " numbers"
              : "";
      facts.merge(
          "input " + feature.spec().column(),
          feature.fact() + embedding,
          (before, more) -> before + "; " + more);
    }
    return facts;
  }

  @Override
  public boolean isTokenized() {
    return FieldPlace.cut(specs()) != null;
  }

  private List<FeatureSpec> specs() {
    return features.stream().map(Feature::spec).toList();
  }

  @Override
  public Encoder encoder(TableSchema schema) {
    String cut = FieldPlace.cut(specs());
    FeatureEncoder encoder = new FeatureEncoder(tokenColumns(), featureSize);
    for (Feature feature : features) {
      FieldPlace place = FieldPlace.of(feature.spec(), schema, cut);
      requirePlace(feature, place, schema);
      if (cut != null && !place.ofSequence()) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            place.field().name()
                + ": got one value a time step, expected one a sequence, as the text of "
                + cut
                + " makes the time steps");
      }
      if (feature instanceof RealFeature numbers) {
        encoder.add(numbers, place);
      } else {
        boolean asTokens = oneHot || feature.spec().embedding() > 0;
        encoder.add(feature, place, places(feature), asTokens, cut);
      }
    }
    return encoder;
  }

  private static void requirePlace(Feature feature, FieldPlace place, TableSchema schema) {
    String column = feature.spec().column();
    if (place == null) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The table has no column "
              + column
              + ", which the model learned from (it has: "
              + FieldPlace.columns(schema)
              + "); give data with the columns of the training data");
    }
    Field field = place.field();
    if (!feature.accepts(field)) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          column
              + ": got "
              + FieldPlace.type(field)
              + ", expected "
              + feature.expected()
              + " as in the training data; give data of the same type");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FittedFeatures that && features.equals(that.features);
  }

  @Override
  public int hashCode() {
    return features.hashCode();
  }
}
