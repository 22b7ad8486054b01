package rondo.encode;

import java.io.IOException;
import java.util.Arrays;

/**
 * Tokenizers as JSON: {@code {"kind":"bytes"}}, {@code {"kind":"words","tokens":["<unk>","the"]}},
 * {@code {"kind":"pieces","merges":[116,104]}}; characters as {@link VocabularyJson} has them.
 */
final class TokenizerJson {
  private static final String KIND = "kind";
  private static final String TOKENS = "tokens";
  private static final String MERGES = "merges";
  private static final String WHAT = "a vocabulary";

  private TokenizerJson() {}

  static String bytes() {
    return OrderedJson.write(json -> json.writeStringField(KIND, "bytes"));
  }

  static String words(TextVocabulary words) {
    return OrderedJson.write(
        json -> {
          json.writeStringField(KIND, "words");
          json.writeArrayFieldStart(TOKENS);
          for (int token = 0; token < words.size(); token++) {
            json.writeString(words.text(token));
          }
          json.writeEndArray();
        });
  }

  static String pieces(BytePairs pairs) {
    return OrderedJson.write(
        json -> {
          int[] merges = pairs.merges();
          json.writeStringField(KIND, "pieces");
          json.writeFieldName(MERGES);
          json.writeArray(merges, 0, merges.length);
        });
  }

  static Tokenizer read(String text, String file) {
    String kind = OrderedJson.first(text, KIND);
    if (kind == null || kind.equals("characters")) {
      return VocabularyJson.read(text, file);
    }
    return OrderedJson.read(text, file, WHAT, TokenizerJson::fields);
  }

  private static Tokenizer fields(OrderedJson json) throws IOException {
    String kind = json.text(KIND);
    return switch (kind) {
      case "bytes" -> new ByteTokens();
      case "words" -> {
        String[] tokens = json.texts(TOKENS, TextVocabulary.MOST + 1);
        OrderedJson.require(
            tokens.length > 0 && tokens[0].equals(Vocabulary.UNKNOWN_TEXT),
            "expected token 0 to be \"<unk>\"");
        yield new WordTokens(TextVocabulary.of(Arrays.copyOfRange(tokens, 1, tokens.length)));
      }
      case "pieces" -> {
        long[] merges = json.integers(MERGES, 0, BytePairs.MOST, 2 * BytePairs.MOST);
        yield new PieceTokens(
            BytePairs.of(Arrays.stream(merges).mapToInt(Math::toIntExact).toArray()));
      }
      default ->
          throw new IllegalArgumentException(
              "kind is \"" + kind + "\", expected characters, bytes, words or pieces");
    };
  }
}
