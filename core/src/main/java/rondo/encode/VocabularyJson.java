package rondo.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A vocabulary as JSON: {@code {"kind":"characters","tokens":["<unk>"," ","e"]}}, the tokens in
 * order.
 */
public final class VocabularyJson {
  private static final int MAX_TOKENS = Character.MAX_CODE_POINT + 2;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(2).maxStringLength(64).build())
          .build();

  private VocabularyJson() {}

  /** Writes {@code vocabulary}. */
  public static String write(Vocabulary vocabulary) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("kind", "characters");
      json.writeArrayFieldStart("tokens");
      for (int token = 0; token < vocabulary.size(); token++) {
        json.writeString(vocabulary.text(token));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing into memory failed", e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote, and nothing else.
   *
   * @param file named in the error
   * @throws RondoException CORRUPT for anything else
   */
  public static Vocabulary read(String text, String file) {
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "expected an object");
      require("kind".equals(json.nextFieldName()), "expected \"kind\" first");
      require("characters".equals(json.nextTextValue()), "expected the kind \"characters\"");
      require("tokens".equals(json.nextFieldName()), "expected \"tokens\" after \"kind\"");
      require(json.nextToken() == JsonToken.START_ARRAY, "expected an array of tokens");
      Vocabulary vocabulary = readTokens(json);
      require(json.nextToken() == JsonToken.END_OBJECT, "expected nothing after \"tokens\"");
      require(json.nextToken() == null, "expected nothing after the object");
      return vocabulary;
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new RondoException(
          ExitCode.CORRUPT,
          file + " is not a vocabulary (" + reason + "); take it from the model's training run",
          e);
    }
  }

  private static Vocabulary readTokens(JsonParser json) throws IOException {
    require(
        Vocabulary.UNKNOWN_TEXT.equals(json.nextTextValue()), "expected token 0 to be \"<unk>\"");
    int[] codePoints = new int[256];
    int size = 0;
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      String token = json.getText();
      require(isCharacter(token), "token " + (size + 1) + " is not one character");
      require(size + 1 < MAX_TOKENS, "more than " + MAX_TOKENS + " tokens");
      if (size == codePoints.length) {
        codePoints = Arrays.copyOf(codePoints, 2 * size);
      }
      codePoints[size++] = token.codePointAt(0);
    }
    require(json.currentToken() == JsonToken.END_ARRAY, "token " + (size + 1) + " is no string");
    return Vocabulary.ofCodePoints(Arrays.copyOf(codePoints, size));
  }

  /** Half of a surrogate pair is none. */
  private static boolean isCharacter(String token) {
    return !token.isEmpty()
        && token.length() == Character.charCount(token.codePointAt(0))
        && !(token.length() == 1 && Character.isSurrogate(token.charAt(0)));
  }

  private static void require(boolean fits, String reason) {
    if (!fits) {
      throw new IllegalArgumentException(reason);
    }
  }
}
