package rondo.checkpoint;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** The files of a run by name, and the rule that no run ever touches what is not its own. */
public final class RunFiles {
  /** What made the run: {@link RunRecord}. */
  public static final String RUN = "run.json";

  /** One JSON object a round. */
  public static final String METRICS = "metrics.jsonl";

  /** What the report shows of single sequences: JSON. */
  public static final String EXAMPLES = "examples.json";

  /** The report, one HTML page. */
  public static final String REPORT = "report.html";

  /** Folder of the model. */
  public static final String MODEL = "model";

  /** Folder of the checkpoints, which {@link CheckpointStore} reads and writes. */
  public static final String CHECKPOINTS = "checkpoints";

  /** Folder of the records that a run has left out. */
  public static final String QUARANTINE = "quarantine";

  /** In {@link #QUARANTINE}: one JSON object a record. */
  public static final String REJECTED = "rejected.jsonl";

  /** What names of unfinished files begin with; such a file is left over from a crash. */
  public static final String TEMPORARY = ".rondo-";

  /** What names of folders with a staged table begin with, which live as long as their run. */
  public static final String STAGED = TEMPORARY + "data-";

  private static final Set<String> OWN = Set.of(RUN, METRICS, EXAMPLES, REPORT);
  private static final int NAMES_SHOWN = 3;

  private RunFiles() {}

  /**
   * Checks that a run may write to {@code directory}, and changes nothing. The variants that an
   * older run's job names are a part of it.
   *
   * @param overwrite whether an older run there may be replaced
   * @throws RondoException OUTPUT_REFUSED if it holds anything that is not a run's own, or an older
   *     run that may not be replaced
   */
  public static void check(RunDirectory directory, boolean overwrite) throws IOException {
    List<String> foreign = new ArrayList<>();
    boolean isRun = names(directory).contains(RUN) && RunRecord.isRun(directory);
    addForeign(directory, "", foreign);
    if (!foreign.isEmpty()) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          directory.description()
              + " holds "
              + (foreign.size() == 1 ? "1 file that is" : foreign.size() + " files that are")
              + " not part of a Rondo run ("
              + String.join(", ", foreign.subList(0, Math.min(NAMES_SHOWN, foreign.size())))
              + (foreign.size() > NAMES_SHOWN ? ", ..." : "")
              + "); give an empty or new directory");
    }
    if (isRun && !overwrite) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          directory.description()
              + " holds an earlier run; give an empty or new directory, or --overwrite to replace"
              + " that run");
    }
  }

  /**
   * Checks as {@link #check} does, deletes the older run if there is one, and writes {@code
   * run.json}: from here on the directory belongs to the new run. Folders with staged tables stay:
   * each is deleted by who made it, and may be in use.
   */
  public static void begin(RunDirectory directory, boolean overwrite, RunRecord run)
      throws IOException {
    check(directory, overwrite);
    for (String name : directory.list()) {
      // run.json is replaced in one step, so that a crash in between leaves a directory of ours.
      if (!name.equals(RUN) && !name.startsWith(STAGED)) {
        directory.delete(name);
      }
    }
    run.write(directory);
  }

  /** Without a run.json of ours, even files with our names are somebody else's. */
  private static void addForeign(RunDirectory directory, String path, List<String> foreign)
      throws IOException {
    List<String> names = directory.list();
    boolean isRun = names.contains(RUN) && RunRecord.isRun(directory);
    Set<String> variants = isRun ? RunRecord.read(directory).variants() : Set.of();
    for (String name : names) {
      boolean isFolder = FileNames.isSafe(name) && directory.length(name).isEmpty();
      if (isTemporary(name) || (isRun && OWN.contains(name))) {
        continue;
      } else if (isRun && isFolder && name.equals(MODEL)) {
        directory.folder(name).list().stream()
            .filter(file -> !isOfModel(file))
            .forEach(file -> foreign.add(path + name + "/" + file));
      } else if (isRun && isFolder && name.equals(QUARANTINE)) {
        directory.folder(name).list().stream()
            .filter(file -> !isTemporary(file) && !file.equals(REJECTED))
            .forEach(file -> foreign.add(path + name + "/" + file));
      } else if (isRun && isFolder && name.equals(CHECKPOINTS)) {
        CheckpointFolders.addForeign(directory.folder(name), path + name + "/", foreign);
      } else if (isFolder && variants.contains(name) && RunRecord.isRun(directory.folder(name))) {
        addForeign(directory.folder(name), path + name + "/", foreign);
      } else {
        foreign.add(path + name);
      }
    }
  }

  private static boolean isOfModel(String name) {
    return isTemporary(name)
        || name.endsWith(".json")
        || name.endsWith(".safetensors")
        || name.equals(".next");
  }

  /** Whether this is the name of an unfinished file. */
  static boolean isTemporary(String name) {
    return name.startsWith(TEMPORARY);
  }

  private static List<String> names(RunDirectory directory) throws IOException {
    try {
      return directory.list();
    } catch (NotDirectoryException e) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          directory.description() + " is a file, expected a directory; give an empty or new one",
          e);
    }
  }
}
