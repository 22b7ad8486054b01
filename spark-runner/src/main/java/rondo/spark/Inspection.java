package rondo.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;
import rondo.config.JobFile;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.ModelDirectory;
import rondo.export.SavedModel;
import rondo.spark.report.MetricsReader;
import rondo.spark.report.RunHistory;

/**
 * What is in a model directory or a run directory.
 *
 * @param path as it was given
 * @param run null for a model directory
 * @param model null if the run has none yet
 * @param history null for a model directory
 * @param variants of the run, by name; empty if it has none
 */
public record Inspection(
    String path,
    RunRecord run,
    SavedModel model,
    RunHistory history,
    Map<String, Inspection> variants) {

  /**
   * Looks into a directory.
   *
   * @throws RondoException NO_INPUT if there is nothing of ours, CORRUPT if it is damaged
   */
  public static Inspection of(String path) throws IOException {
    try (RunDirectory directory = Places.directory(path)) {
      if (directory.list().isEmpty()) {
        throw new RondoException(
            ExitCode.NO_INPUT,
            "There is no directory "
                + path
                + " with anything in it; give a run directory or a model directory");
      }
      return directory.length(RunFiles.RUN).isPresent()
          ? run(path, directory)
          : new Inspection(path, null, ModelDirectory.read(directory), null, Map.of());
    }
  }

  private static Inspection run(String path, RunDirectory directory) throws IOException {
    RunRecord record = RunRecord.read(directory);
    Map<String, Inspection> variants = new LinkedHashMap<>();
    for (String name :
        JobFile.of("run.json", record.config(), List.of()).job().variants().keySet()) {
      RunDirectory variant = directory.folder(name);
      if (variant.length(RunFiles.RUN).isPresent()) {
        variants.put(name, run(variant.description(), variant));
      }
    }
    RunDirectory model = directory.folder(RunFiles.MODEL);
    return new Inspection(
        path,
        record,
        model.list().isEmpty() ? null : ModelDirectory.read(model),
        history(directory),
        variants);
  }

  private static RunHistory history(RunDirectory directory) throws IOException {
    RunHistory history = new RunHistory();
    if (directory.length(RunFiles.METRICS).isPresent()) {
      try (InputStream in = directory.open(RunFiles.METRICS)) {
        MetricsReader.replay(in, directory.pathOf(RunFiles.METRICS), history);
      }
    }
    return history;
  }
}
