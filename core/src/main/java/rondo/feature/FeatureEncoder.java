package rondo.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.Values;

/** Encodes with features, each into its place of the time step at hand. */
final class FeatureEncoder implements Features.Encoder {
  private final int[] tokens;
  private final float[] features;
  private final List<Part> parts = new ArrayList<>(); // of columns as they are
  private final List<WordPart> wordParts = new ArrayList<>(); // of the words of a text
  private CutFeature.Cutter cutter; // null unless a text makes the time steps
  private FieldPlace cutPlace;
  private Slots cutSlots;
  private StepSink sink; // of the text that is being cut
  private final CutFeature.TokenSink onToken = this::token;
  private int nextToken;
  private int nextFeature;

  FeatureEncoder(int tokenColumns, int featureSize) {
    this.tokens = new int[tokenColumns];
    this.features = new float[featureSize];
  }

  /** Adds real features. */
  void add(RealFeature feature, FieldPlace place) {
    RealFeature.Encoder encoder = feature.encoder(place.field().type());
    int at = nextFeature;
    parts.add(new Part(place, values -> encoder.encode(values, place.index(), features, at)));
    nextFeature += feature.width();
  }

  /**
   * Adds tokens.
   *
   * @param places of each of their columns
   * @param asTokens whether they remain tokens; else they become unit vectors
   * @param cut the column whose text makes the time steps, or null
   */
  void add(Feature feature, FieldPlace place, int[] places, boolean asTokens, String cut) {
    Slots slots = new Slots(places, asTokens);
    if (feature instanceof CutFeature text) {
      cutter = text.cutter();
      cutPlace = place;
      cutSlots = slots;
    } else if (feature instanceof TokenFeature values) {
      Function<String, int[]> encoder = values.encoder();
      if (feature.spec().kind() == FeatureSpec.Kind.AFFIXES
          && feature.spec().column().equals(cut)) {
        wordParts.add(new WordPart(encoder, slots));
      } else {
        parts.add(new Part(place, from -> slots.set(encoder.apply(from.text(place.index())))));
      }
    }
  }

  @Override
  public void text(Values sequence, StepSink sink) throws IOException {
    if (cutter == null) {
      throw new IllegalStateException("No text makes the time steps of these features");
    }
    encodeParts(sequence, null);
    require(sequence, cutPlace);
    this.sink = sink;
    cutter.cut(sequence.text(cutPlace.index()), onToken);
    this.sink = null;
  }

  private void token(int token, String word) throws IOException {
    cutSlots.set(0, token);
    for (int i = 0; i < wordParts.size(); i++) {
      WordPart part = wordParts.get(i);
      part.slots.set(part.encoder.apply(word));
    }
    sink.step(tokens, features);
  }

  @Override
  public void step(Values sequence, Values step, StepSink sink) throws IOException {
    if (cutter != null) {
      throw new IllegalStateException("A text makes the time steps of these features");
    }
    encodeParts(sequence, step);
    sink.step(tokens, features);
  }

  private void encodeParts(Values sequence, Values step) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Values values = part.place.ofSequence() ? sequence : step;
      require(values, part.place);
      part.encoder.encode(values);
    }
  }

  private static void require(Values values, FieldPlace place) {
    if (values.isMissing(place.index())) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          place.field().name()
              + ": got no value, expected one in every row; give it a value, or leave such rows"
              + " out");
    }
  }

  /** A column and what writes it into the time step. */
  private record Part(FieldPlace place, ValueEncoder encoder) {}

  @FunctionalInterface
  private interface ValueEncoder {
    void encode(Values values);
  }

  /** What is told of each word beside its token. */
  private record WordPart(Function<String, int[]> encoder, Slots slots) {}

  /** Where the tokens of a feature go. */
  private final class Slots {
    private final int first; // token column; -1 if they are unit vectors
    private final int[] bases; // first real feature of the unit vector of each column
    private final int[] ones; // the real feature that is 1

    Slots(int[] places, boolean asTokens) {
      this.first = asTokens ? nextToken : -1;
      this.bases = new int[places.length];
      for (int i = 0; i < places.length; i++) {
        bases[i] = nextFeature;
        nextFeature += asTokens ? 0 : places[i];
      }
      this.ones = bases.clone();
      nextToken += asTokens ? places.length : 0;
    }

    void set(int[] all) {
      for (int i = 0; i < all.length; i++) {
        set(i, all[i]);
      }
    }

    void set(int column, int token) {
      if (first >= 0) {
        tokens[first + column] = token;
      } else {
        features[ones[column]] = 0;
        ones[column] = bases[column] + token;
        features[ones[column]] = 1;
      }
    }
  }
}
