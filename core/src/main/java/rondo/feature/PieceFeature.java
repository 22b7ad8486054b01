package rondo.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import rondo.encode.BytePairs;
import rondo.encode.OrderedJson;
import rondo.encode.TokenCache;

/** A text, cut into byte-pair pieces. Every text has some, so none is unknown. */
record PieceFeature(FeatureSpec spec, BytePairs pairs) implements CutFeature {
  /** Pieces where the specification says nothing. */
  static final int USUAL_SIZE = 8192;

  private static final String MERGES = "merges";

  static PieceFeature read(FeatureSpec spec, OrderedJson json) throws IOException {
    long[] merges = json.integers(MERGES, 0, BytePairs.MOST, 2 * BytePairs.MOST);
    return new PieceFeature(
        spec, BytePairs.of(Arrays.stream(merges).mapToInt(Math::toIntExact).toArray()));
  }

  @Override
  public int places() {
    return pairs.size();
  }

  @Override
  public Cutter cutter() {
    Function<String, int[]> tokens = new TokenCache(pairs::encodeChunk);
    return (text, sink) -> {
      String cased = Cuts.cased(text, spec);
      for (int at = 0; at < cased.length(); ) {
        int end = BytePairs.chunkEnd(cased, at);
        for (int token : tokens.apply(cased.substring(at, end))) {
          sink.token(token, null);
        }
        at = end;
      }
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    int[] merges = pairs.merges();
    json.writeFieldName(MERGES);
    json.writeArray(merges, 0, merges.length);
  }

  @Override
  public String fact() {
    return FeaturesJson.count(pairs.size(), "byte-pair piece");
  }
}
