package rondo.spark.init;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import rondo.spark.io.HadoopFileAccess;
import rondo.spark.read.TableProbe;
import rondo.task.Tasks;

/**
 * Looks at data and drafts a job file for it.
 *
 * <p>Thread use: one thread.
 */
public final class Init {
  private static final List<String> GENERATED = List.of("adding-problem", "reber");
  private static final String TEXT = "language-model";

  private Init() {}

  /** The tasks that it drafts. */
  public static List<String> tasks() {
    return Tasks.names().stream().filter(name -> !GENERATED.contains(name)).toList();
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
   *     must be said that cannot be found out; NO_INPUT if there is nothing at the path; BAD_DATA if
   *     it cannot be learned from
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
    return switch (request.task()) {
      case "forecasting", "anomaly" -> new SeriesDraft(request, table, look).draft();
      case "music" -> new MusicDraft(request, table).draft();
      default -> new SequenceDraft(request, table, look).draft();
    };
  }

  /**
   * Refuses a task that has no data to look at.
   *
   * @throws rondo.error.RondoException USAGE
   */
  public static void requireTask(String task) {
    if (!tasks().contains(task)) {
      throw InitErrors.usage(
          "TASK: got "
              + task
              + (GENERATED.contains(task) ? ", which generates its data" : "")
              + ", expected one of "
              + String.join(", ", tasks())
              + "; see 'rondo init --help'");
    }
  }
}
