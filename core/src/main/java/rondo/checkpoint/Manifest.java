package rondo.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code MANIFEST.json}: which files belong together, and what each must hold. Written after them,
 * so that a directory with a manifest that fits its files is whole.
 *
 * @param numbers what else is known of the whole, by key; at least 0
 * @param files length and hash by name, in the order in which they were written
 */
public record Manifest(Map<String, Long> numbers, Map<String, Sha256> files) {
  /** Name of the file. */
  public static final String NAME = "MANIFEST.json";

  /** Most files that a manifest lists. */
  public static final int MAX_FILES = 256;

  /** Longest manifest in bytes; more than {@link #MAX_FILES} files with the longest names take. */
  static final int MAX_BYTES = 64 << 10;

  private static final String FORMAT = "rondo-manifest";
  private static final int VERSION = 1;
  private static final Set<String> KEYS = Set.of("format", "version", "files");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The manifest of a model: nothing but its files. */
  public static Manifest of(Map<String, Sha256> files) {
    return new Manifest(Map.of(), files);
  }

  /** Whether a file that a manifest lists may have this name. */
  public static boolean mayList(String name) {
    return FileNames.isSafe(name) && !name.startsWith(".") && !name.equals(NAME);
  }

  /** The file. */
  public byte[] toBytes() throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    new TreeSet<>(numbers.keySet()).forEach(key -> root.put(key, numbers.get(key)));
    ArrayNode list = root.putArray("files");
    files.forEach(
        (name, file) ->
            list.addObject()
                .put("name", name)
                .put("length", file.length())
                .put("sha256", file.sha256()));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /**
   * Reads the manifest of a directory that holds no more than files.
   *
   * @throws java.io.FileNotFoundException if it has none
   * @throws rondo.error.RondoException CORRUPT if it is not one
   */
  public static Manifest read(RunDirectory directory) throws IOException {
    return parse(directory.read(NAME, MAX_BYTES), directory.pathOf(NAME), Set.of());
  }

  /**
   * Parses the bytes of a manifest.
   *
   * @param file for messages
   * @param numbers keys that must be there beside the files
   * @throws rondo.error.RondoException CORRUPT if they are not one
   */
  static Manifest parse(byte[] bytes, String file, Set<String> numbers) throws IOException {
    Set<String> keys = new TreeSet<>(KEYS);
    keys.addAll(numbers);
    StrictJson root = StrictJson.parse(bytes, file).keys(keys);
    if (!root.text("format").equals(FORMAT)) {
      throw root.bad("its format is not " + FORMAT);
    }
    root.integer("version", VERSION, VERSION);
    Map<String, Long> values = new LinkedHashMap<>();
    numbers.forEach(key -> values.put(key, root.integer(key, 0, Long.MAX_VALUE)));
    return new Manifest(values, files(root));
  }

  private static Map<String, Sha256> files(StrictJson root) {
    List<StrictJson> entries = root.objects("files");
    if (entries.size() > MAX_FILES) {
      throw root.bad("it lists more than " + MAX_FILES + " files");
    }
    Map<String, Sha256> files = new LinkedHashMap<>();
    for (StrictJson entry : entries) {
      entry.keys(Set.of("name", "length", "sha256"));
      String name = entry.text("name");
      String hash = entry.text("sha256");
      if (!mayList(name)) {
        throw root.bad("it lists a file whose name is not one of ours");
      }
      if (!Sha256.isHash(hash)) {
        throw root.bad("the sha256 of " + name + " is not 64 hexadecimal digits");
      }
      if (files.put(name, new Sha256(entry.integer("length", 0, Long.MAX_VALUE), hash)) != null) {
        throw root.bad("it lists " + name + " twice");
      }
    }
    return files;
  }
}
