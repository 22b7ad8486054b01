package rondo.feature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import rondo.checkpoint.StrictJson;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/** The fitted features of a model directory, of all kinds. */
public final class FuzzFeatures implements FuzzTarget {
  private static final String FILE = "features.json";

  /** What all features begin with. */
  private static String feature(String kind, int embedding, String fitted) {
    return "{\"column\":\"c-"
        + kind
        + "\",\"kind\":\""
        + kind
        + "\",\"scale\":\"min-max\",\"embedding\":"
        + embedding
        + ",\"min-count\":2,\"most\":10,\"lowercase\":true,\"per-sequence\":false"
        + fitted
        + "}";
  }

  private static byte[] features(String... features) {
    return ("{\"kind\":\"features\",\"version\":1,\"features\":["
            + String.join(",", features)
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> seeds() {
    StringBuilder affixes = new StringBuilder();
    for (String end : List.of("first-", "last-")) {
      for (int i = 1; i <= 4; i++) {
        affixes.append(",\"").append(end).append(i).append("\":[\"a").append(i).append("\"]");
      }
    }
    affixes.append(",\"shapes\":[\"Xx\"]");
    return List.of(
        features(feature("category", 4, ",\"texts\":[\"Rome\",\"Oslo\"]")),
        features(feature("number", 0, ",\"centers\":[0.5,-1.0E-300],\"scales\":[1.0,2.5]")),
        features(
            feature("set", 0, ",\"texts\":[\"é\\n\"]"),
            feature("number", 0, ",\"centers\":[0.0],\"scales\":[1.0]")),
        features(feature("words", 3, ",\"texts\":[\"a\",\"b\"]")),
        features(feature("characters", 3, ",\"texts\":[\"a\",\"😀\"]")),
        features(feature("bytes", 0, "")),
        features(feature("pieces", 2, ",\"merges\":[116,104,256,101]")),
        features(feature("affixes", 2, affixes.toString())));
  }

  @Override
  public void read(byte[] input) throws Exception {
    String text = Refusals.taken(() -> StrictJson.decode(input, FILE), ExitCode.CORRUPT);
    Features features =
        text == null ? null : Refusals.taken(() -> Features.read(text, FILE), ExitCode.CORRUPT);
    if (features == null) {
      return;
    }
    Features again = written(features);
    Refusals.requireEqual("the features", again, features);
    Refusals.requireEqual("their text", again.toJson(), features.toJson());
    Refusals.requireEqual("the inputs", again.input(), features.input());
    Refusals.requireEqual("the facts", again.facts(), features.facts());
    Refusals.requireEqual("the tokens", again.mostTokens(), features.mostTokens());
  }

  private static Features written(Features features) throws IOException {
    byte[] bytes = features.toJson().getBytes(StandardCharsets.UTF_8);
    return Features.read(StrictJson.decode(bytes, FILE), FILE);
  }
}
