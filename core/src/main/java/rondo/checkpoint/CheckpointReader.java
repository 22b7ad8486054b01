package rondo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import rondo.error.RondoException;

/** Finds out whether what a marker names is still what was committed, byte for byte. */
final class CheckpointReader {
  private static final int BUFFER = 1 << 16; // bytes

  private final CheckpointFolders folders;
  private final Retry retry;

  CheckpointReader(CheckpointFolders folders, Retry retry) {
    this.folders = folders;
    this.retry = retry;
  }

  /** Checkpoints that have a marker, the newest first. */
  List<CheckpointName> committed() throws IOException {
    return retry.call(folders.commits()::list).stream()
        .flatMap(name -> CheckpointName.parseMarker(name).stream())
        .sorted((a, b) -> b.compareTo(a))
        .toList();
  }

  /**
   * Reads all of a checkpoint: marker, manifest, every file.
   *
   * @throws RondoException CORRUPT if anything is missing or differs
   * @throws IOException if reading failed, which says nothing about the checkpoint
   */
  Checkpoint read(CheckpointName name) throws IOException {
    CommitMarker marker =
        required(
            folders.commits(), name.marker(), () -> CommitMarker.read(folders.commits(), name));
    checkOwner(name, marker);
    RunDirectory folder = folders.data().folder(marker.folder());
    Manifest manifest = manifest(name, marker, folder);
    for (String file : manifest.files().keySet()) {
      required(folder, file, () -> verify(folder, file, manifest.files().get(file)));
    }
    return new Checkpoint(name, folder, manifest);
  }

  /** A marker of an earlier run in the same directory, written after that was replaced. */
  private void checkOwner(CheckpointName name, CommitMarker marker) throws IOException {
    Owner owner;
    try {
      owner = retry.call(() -> Owner.read(folders.owners(), name.epoch()));
    } catch (RondoException e) {
      return; // It is needed for nothing else: not a reason to lose the checkpoint.
    } catch (IOException e) {
      if (Retry.isAbsent(e)) {
        return;
      }
      throw e;
    }
    if (!owner.uuid().equals(marker.owner())) {
      throw Corrupt.file(
          folders.commits().pathOf(name.marker()),
          "its owner is not the one that took epoch " + name.epoch());
    }
  }

  private Manifest manifest(CheckpointName name, CommitMarker marker, RunDirectory folder)
      throws IOException {
    String file = folder.pathOf(Manifest.NAME);
    byte[] bytes =
        required(
            folder,
            Manifest.NAME,
            () -> {
              checkLength(folder, Manifest.NAME, marker.manifest().length());
              return folder.read(Manifest.NAME, Manifest.MAX_BYTES);
            });
    if (!Sha256.of(bytes).equals(marker.manifest())) {
      throw Corrupt.file(file, "its SHA-256 is not the one in " + name.marker());
    }
    Manifest manifest = Manifest.parse(bytes, file, CheckpointFolders.MANIFEST_KEYS);
    if (manifest.numbers().get("epoch") != name.epoch()
        || manifest.numbers().get("round") != name.round()) {
      throw Corrupt.file(file, "it is not that of checkpoint " + name);
    }
    return manifest;
  }

  /** Lengths first: most of what can go wrong shows without reading gigabytes. */
  private static Void verify(RunDirectory folder, String file, Sha256 expected) throws IOException {
    checkLength(folder, file, expected.length());
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new VerifiedStream(folder.open(file), expected, folder.pathOf(file))) {
      int count = 0;
      while (count >= 0) {
        count = in.read(buffer);
      }
    }
    return null;
  }

  private static void checkLength(RunDirectory folder, String file, long expected)
      throws IOException {
    long length = folder.length(file).orElse(-1);
    if (length < 0) {
      throw Corrupt.file(folder.pathOf(file), "it is missing");
    }
    if (length != expected) {
      throw Corrupt.file(
          folder.pathOf(file), "it has " + length + " bytes, expected " + expected + " bytes");
    }
  }

  private <T> T required(RunDirectory folder, String file, Retry.Action<T> action)
      throws IOException {
    try {
      return retry.call(action);
    } catch (IOException e) {
      if (Retry.isAbsent(e)) {
        throw Corrupt.file(folder.pathOf(file), "it is missing");
      }
      throw e;
    }
  }
}
