package rondo.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.checkpoint.Manifest;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.Sha256;

/**
 * Puts new files in place of old ones so that a whole set is readable at every moment, with single
 * files as the only things that appear in one step: object stores have no more.
 *
 * <p>The new set is first written to the folder {@link #NEXT}, its manifest last. From then on the
 * new set counts: it is copied over the old one, manifest last, and the folder deleted, its
 * manifest first. A crash leaves the old set whole before the first of these steps and the new one
 * whole, here or in the folder, after it.
 */
final class ModelReplacement {
  static final String NEXT = ".next";

  private ModelReplacement() {}

  /** Replaces the files that the manifest of {@code home} lists; others stay. */
  static Manifest replace(RunDirectory home, Map<String, RunDirectory.Content> files)
      throws IOException {
    Map<String, Sha256> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, RunDirectory.Content> file : files.entrySet()) {
      hashes.put(file.getKey(), Sha256.of(file.getValue()));
    }
    Manifest manifest = Manifest.of(hashes);
    RunDirectory next = home.folder(NEXT);
    if (exists(next)) {
      // A crash left a set that counts, perhaps the only whole one: keep it until ours counts.
      moveIn(home, next, Manifest.read(next));
    }
    home.delete(NEXT);
    if (exists(home)) {
      put(next, files, manifest);
      moveIn(home, next, manifest);
      home.delete(NEXT);
    } else {
      put(home, files, manifest);
    }
    return manifest;
  }

  private static boolean exists(RunDirectory directory) throws IOException {
    return directory.length(Manifest.NAME).isPresent();
  }

  private static void moveIn(RunDirectory home, RunDirectory next, Manifest manifest)
      throws IOException {
    Map<String, RunDirectory.Content> copies = new LinkedHashMap<>();
    for (String name : manifest.files().keySet()) {
      copies.put(
          name,
          out -> {
            try (InputStream in = next.open(name)) {
              in.transferTo(out);
            }
          });
    }
    Manifest old = exists(home) ? Manifest.read(home) : manifest;
    put(home, copies, manifest);
    next.delete(Manifest.NAME);
    for (String name : old.files().keySet()) {
      if (!manifest.files().containsKey(name)) {
        home.delete(name);
      }
    }
  }

  private static void put(
      RunDirectory directory, Map<String, RunDirectory.Content> files, Manifest manifest)
      throws IOException {
    for (Map.Entry<String, RunDirectory.Content> file : files.entrySet()) {
      directory.write(file.getKey(), file.getValue());
      long length = directory.length(file.getKey()).orElse(-1);
      long expected = manifest.files().get(file.getKey()).length();
      if (length != expected) {
        throw new IOException(
            directory.pathOf(file.getKey())
                + " has "
                + length
                + " bytes after writing "
                + expected
                + "; check that disk or store");
      }
    }
    directory.write(Manifest.NAME, manifest.toBytes());
  }
}
