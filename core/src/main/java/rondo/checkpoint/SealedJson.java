package rondo.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small JSON object of one line that ends with the SHA-256 of the rest of itself. No manifest
 * lists such a file, so it has to tell by itself whether a bit of it has changed.
 */
final class SealedJson {
  /** Longest file that is read. */
  static final int MAX_BYTES = 64 << 10;

  private static final int VERSION = 1;
  private static final String SEAL = "sha256";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SealedJson() {}

  /** An object to fill. */
  static ObjectNode start(String format) {
    return MAPPER.createObjectNode().put("format", format).put("version", VERSION);
  }

  /** The file. */
  static byte[] seal(ObjectNode object) throws IOException {
    object.remove(SEAL);
    object.put(SEAL, Sha256.of(MAPPER.writeValueAsBytes(object)).sha256());
    return MAPPER.writeValueAsBytes(object);
  }

  /**
   * Reads the bytes of a file that {@link #seal} made.
   *
   * @param file for messages
   * @param keys of the object beside those that every such file has
   * @throws rondo.error.RondoException CORRUPT if a single byte of it differs
   */
  static StrictJson parse(byte[] bytes, String file, String format, Set<String> keys)
      throws IOException {
    Set<String> all = new TreeSet<>(keys);
    all.addAll(Set.of("format", "version", SEAL));
    StrictJson root = StrictJson.parse(bytes, file).keys(all);
    // The same object in other bytes (blanks, order) was not written by us either.
    if (!Arrays.equals(bytes, seal((ObjectNode) MAPPER.readTree(root.toString())))) {
      throw root.bad("it does not fit the SHA-256 in it");
    }
    if (!root.text("format").equals(format)) {
      throw root.bad("its format is not " + format);
    }
    root.integer("version", VERSION, VERSION);
    return root;
  }
}
