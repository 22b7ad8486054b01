package rondo.checkpoint;

import java.io.IOException;
import java.util.Set;

/**
 * What makes the files of a folder a checkpoint: the file that is written last, and at once.
 *
 * @param folder below {@code data}
 * @param manifest length and hash of the folder's manifest
 * @param owner the {@link Owner#uuid} of who wrote it
 */
record CommitMarker(String folder, Sha256 manifest, String owner) {
  private static final String FORMAT = "rondo-commit";

  byte[] toBytes() throws IOException {
    return SealedJson.seal(
        SealedJson.start(FORMAT)
            .put("folder", folder)
            .put("manifest-length", manifest.length())
            .put("manifest-sha256", manifest.sha256())
            .put("owner", owner));
  }

  /**
   * Reads the marker of a checkpoint.
   *
   * @throws java.io.FileNotFoundException if there is none
   * @throws rondo.error.RondoException CORRUPT if it is not one, or not of this checkpoint
   */
  static CommitMarker read(RunDirectory commits, CheckpointName name) throws IOException {
    String file = name.marker();
    return parse(commits.read(file, SealedJson.MAX_BYTES), commits.pathOf(file), name);
  }

  /** Reads the bytes of a file. */
  static CommitMarker parse(byte[] bytes, String file, CheckpointName name) throws IOException {
    StrictJson root =
        SealedJson.parse(
            bytes, file, FORMAT, Set.of("folder", "manifest-length", "manifest-sha256", "owner"));
    String folder = root.text("folder");
    if (!CheckpointName.parseFolder(folder).filter(name::equals).isPresent()) {
      throw root.bad("its folder is not one of checkpoint " + name);
    }
    String hash = root.text("manifest-sha256");
    if (!Sha256.isHash(hash)) {
      throw root.bad("manifest-sha256 is not 64 hexadecimal digits");
    }
    long length = root.integer("manifest-length", 0, Manifest.MAX_BYTES);
    return new CommitMarker(folder, new Sha256(length, hash), root.text("owner"));
  }
}
