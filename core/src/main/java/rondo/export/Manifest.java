package rondo.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rondo.checkpoint.FileNames;
import rondo.checkpoint.RunDirectory;

/**
 * {@code MANIFEST.json}: what belongs to a model, and what each file must hold. Written last, so
 * that a directory with a manifest that fits its files is a whole model.
 *
 * @param files length and hash by name
 */
record Manifest(Map<String, Sha256> files) {
  static final String NAME = "MANIFEST.json";
  private static final String FORMAT = "rondo-manifest";
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_FILES = 64;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  byte[] toBytes() throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
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
   * Reads the manifest of a directory.
   *
   * @throws java.io.FileNotFoundException if it has none
   * @throws rondo.error.RondoException CORRUPT if it is not one
   */
  static Manifest read(RunDirectory directory) throws IOException {
    StrictJson root =
        StrictJson.parse(directory.read(NAME, MAX_BYTES), directory.pathOf(NAME))
            .keys(Set.of("format", "version", "files"));
    if (!root.text("format").equals(FORMAT)) {
      throw root.bad("its format is not " + FORMAT);
    }
    root.integer("version", VERSION, VERSION);
    List<StrictJson> entries = root.objects("files");
    if (entries.size() > MAX_FILES) {
      throw root.bad("it lists more than " + MAX_FILES + " files");
    }
    Map<String, Sha256> files = new LinkedHashMap<>();
    for (StrictJson entry : entries) {
      entry.keys(Set.of("name", "length", "sha256"));
      String name = entry.text("name");
      String hash = entry.text("sha256");
      if (!FileNames.isSafe(name) || name.startsWith(".") || name.equals(NAME)) {
        throw root.bad("it lists a file whose name is not one of ours");
      }
      if (!HASH.matcher(hash).matches()) {
        throw root.bad("the sha256 of " + name + " is not 64 hexadecimal digits");
      }
      if (files.put(name, new Sha256(entry.integer("length", 0, Long.MAX_VALUE), hash)) != null) {
        throw root.bad("it lists " + name + " twice");
      }
    }
    return new Manifest(files);
  }
}
