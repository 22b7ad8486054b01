package rondo.spark.init;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import rondo.config.JobFile;
import rondo.spark.io.HadoopFileAccess;
import rondo.spark.read.TableProbe;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.TimeKind;
import rondo.task.DataSpec;
import rondo.task.Tasks;

/**
 * Looks at data and drafts a job file for it.
 *
 * <p>Thread use: one thread.
 */
public final class Init {
  private static final Map<String, String> OTHERS =
      Map.of(
          "adding-problem", "which generates its data",
          "reber", "which generates its data",
          "events", "of which init can tell nothing");
  private static final String TEXT = "language-model";

  private Init() {}

  /** The tasks that it drafts. */
  public static List<String> tasks() {
    return Tasks.names().stream().filter(name -> !OTHERS.containsKey(name)).toList();
  }

  /** Whether a task reads a table, which takes Spark. */
  public static boolean readsTable(String task) {
    return !task.equals(TEXT);
  }

  /**
   * Drafts a job.
   *
   * @param configuration of the file systems that are read
   * @throws rondo.error.RondoException USAGE for options that do not fit the data, or if something
   *     must be said that cannot be found out; NO_INPUT if there is nothing at the path; BAD_DATA
   *     if it cannot be learned from
   */
  public static InitResult draft(InitRequest request, Configuration configuration)
      throws IOException {
    requireTask(request.task());
    if (!readsTable(request.task())) {
      return new TextDraft(request, new HadoopFileAccess(configuration)).draft();
    }
    TableProbe probe = new TableProbe(configuration);
    SourceFinder.Found found = new SourceFinder(request, probe).find();
    TableProbe.Opened opened = probe.open(found.source());
    TableProfile table = TableProfiler.profile(found, opened);
    SequenceLook look = new SequenceLook(opened, table);
    InitResult result =
        switch (request.task()) {
          case "forecasting", "anomaly" -> new SeriesDraft(request, table, look).draft();
          case "music" -> new MusicDraft(request, table).draft();
          default -> new SequenceDraft(request, table, look).draft();
        };
    check(request, result, probe);
    return result;
  }

  /** Reads the job as {@code train} will, up to the columns that its query makes. */
  private static void check(InitRequest request, InitResult result, TableProbe probe)
      throws IOException {
    DataSpec data = JobFile.of("the job that was drafted", result.job(), List.of()).job().data();
    SourceSpec source = data.table().source();
    TableProbe.Opened table = probe.open(source);
    List<String> columns = table.columns();
    for (ColumnRequest needed : Tasks.of(request.task()).columns(data, true)) {
      if (!columns.contains(needed.column())) {
        throw new IllegalStateException("drafted a job that needs " + needed.column());
      }
    }
    if (source.stepRows()) {
      TimeKind kind = TableProbe.timeKind(table, source.time());
      SplitSpec split = source.split();
      probe.requireTime("data.split.validation-from", split.validationFrom(), kind);
      probe.requireTime("data.split.test-from", split.testFrom(), kind);
    }
  }

  /**
   * Refuses a task that it does not draft.
   *
   * @throws rondo.error.RondoException USAGE
   */
  public static void requireTask(String task) {
    if (!tasks().contains(task)) {
      throw InitErrors.usage(
          "TASK: got "
              + task
              + (OTHERS.containsKey(task) ? ", " + OTHERS.get(task) : "")
              + ", expected one of "
              + String.join(", ", tasks())
              + "; see 'rondo init --help'");
    }
  }
}
