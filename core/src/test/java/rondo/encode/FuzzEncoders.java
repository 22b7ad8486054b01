package rondo.encode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import rondo.checkpoint.StrictJson;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/** Vocabularies and labels of a model directory. */
public final class FuzzEncoders implements FuzzTarget {
  private static final String FILE = "encoder.json";

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes(VocabularyJson.write(Vocabulary.ofCodePoints())),
        bytes(VocabularyJson.write(Vocabulary.ofCodePoints(' ', 'e', 0x1F600, '"', '\n'))),
        bytes(Labels.of(Map.of()).toJson()),
        bytes(Labels.of(Map.of("no", 12L, "yes", 7L, "é\"\n😀", Long.MAX_VALUE)).toJson()),
        bytes("{\"kind\":\"labels\",\"labels\":[\"\\ud83d\\ude00\"],\"counts\":[1]}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void read(byte[] input) throws Exception {
    String text = Refusals.taken(() -> StrictJson.decode(input, FILE), ExitCode.CORRUPT);
    if (text == null) {
      return;
    }
    Vocabulary vocabulary = Refusals.taken(() -> VocabularyJson.read(text, FILE), ExitCode.CORRUPT);
    if (vocabulary != null) {
      String again = StrictJson.decode(bytes(VocabularyJson.write(vocabulary)), FILE);
      Refusals.requireEqual("the vocabulary", VocabularyJson.read(again, FILE), vocabulary);
    }
    Labels labels = Refusals.taken(() -> Labels.read(text, FILE), ExitCode.CORRUPT);
    if (labels != null) {
      String again = StrictJson.decode(bytes(labels.toJson()), FILE);
      Refusals.requireEqual("the labels", Labels.read(again, FILE), labels);
    }
  }
}
