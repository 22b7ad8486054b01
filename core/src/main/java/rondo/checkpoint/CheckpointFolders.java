package rondo.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import rondo.error.RondoException;

/**
 * Where the files of checkpoints lie, below {@link RunFiles#CHECKPOINTS}.
 *
 * @param owners a file for each epoch: {@link Owner}
 * @param data a folder for each attempt at a checkpoint, never used twice
 * @param commits a file for each checkpoint: {@link CommitMarker}
 */
record CheckpointFolders(RunDirectory owners, RunDirectory data, RunDirectory commits) {
  private static final String OWNERS = "owners";
  private static final String DATA = "data";
  private static final String COMMITS = "commits";

  /** Keys of the manifest of a checkpoint beside its files. */
  static final Set<String> MANIFEST_KEYS = Set.of("epoch", "round");

  /** The folders of a run; they need not exist. */
  static CheckpointFolders of(RunDirectory run) {
    RunDirectory home = run.folder(RunFiles.CHECKPOINTS);
    return new CheckpointFolders(home.folder(OWNERS), home.folder(DATA), home.folder(COMMITS));
  }

  /** Adds what is not of this layout, and therefore not ours, to {@code foreign}. */
  static void addForeign(RunDirectory home, String path, List<String> foreign) throws IOException {
    for (String name : home.list()) {
      boolean isFolder = FileNames.isSafe(name) && home.length(name).isEmpty();
      String below = path + name + "/";
      if (isFolder && name.equals(OWNERS)) {
        addFiles(home.folder(name), below, foreign, CheckpointFolders::isOwner);
      } else if (isFolder && name.equals(COMMITS)) {
        addFiles(home.folder(name), below, foreign, CheckpointFolders::isMarker);
      } else if (isFolder && name.equals(DATA)) {
        addData(home.folder(name), below, foreign);
      } else if (!RunFiles.isTemporary(name)) {
        foreign.add(path + name);
      }
    }
  }

  private static void addData(RunDirectory data, String path, List<String> foreign)
      throws IOException {
    for (String name : data.list()) {
      if (CheckpointName.parseFolder(name).isPresent() && data.length(name).isEmpty()) {
        addFiles(data.folder(name), path + name + "/", foreign, known(data.folder(name)));
      } else if (!RunFiles.isTemporary(name)) {
        foreign.add(path + name);
      }
    }
  }

  private static void addFiles(
      RunDirectory folder, String path, List<String> foreign, Predicate<String> ours)
      throws IOException {
    for (String name : folder.list()) {
      boolean isFile = FileNames.isSafe(name) && folder.length(name).isPresent();
      if (!isFile || !(RunFiles.isTemporary(name) || ours.test(name))) {
        foreign.add(path + name);
      }
    }
  }

  /** Without a manifest we cannot know: then the name of the folder must do. */
  private static Predicate<String> known(RunDirectory folder) throws IOException {
    try {
      Manifest manifest =
          Manifest.parse(
              folder.read(Manifest.NAME, Manifest.MAX_BYTES),
              folder.pathOf(Manifest.NAME),
              MANIFEST_KEYS);
      return name -> name.equals(Manifest.NAME) || manifest.files().containsKey(name);
    } catch (FileNotFoundException | RondoException e) {
      return name -> true;
    }
  }

  private static boolean isOwner(String name) {
    return CheckpointName.parseOwner(name).isPresent();
  }

  private static boolean isMarker(String name) {
    return CheckpointName.parseMarker(name).isPresent();
  }
}
