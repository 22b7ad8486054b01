package rondo.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;
import rondo.config.JobConfig;
import rondo.round.RoundListener;
import rondo.spark.read.ColumnTypes;
import rondo.spark.read.StagedTable;
import rondo.table.Table;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;

/**
 * The table that a run has staged, if its task reads one, and what the run directory says about it:
 * where it is, so that who goes on with a run that was killed deletes it, and what was left out.
 *
 * <p>Thread use: one thread.
 */
final class RunTable implements AutoCloseable {
  /** Of a task that reads no table. */
  static final RunTable NONE = new RunTable(null);

  private static final Logger LOG = LoggerFactory.getLogger(RunTable.class);
  private static final String FOLDER = "staged_table"; // in run.json
  private static final String BAD = "bad_records"; // likewise

  private final StagedTable staged; // or null

  private RunTable(StagedTable staged) {
    this.staged = staged;
  }

  /**
   * Stages the table of a job, if there is one.
   *
   * @param data of the job, at an absolute path
   * @param root directory of the run
   * @param tell takes lines for the user
   */
  static RunTable stage(
      JavaSparkContext spark,
      JobConfig job,
      DataSpec data,
      RunDirectory root,
      Consumer<String> tell)
      throws IOException {
    StagedTable staged =
        Staging.stage(
            spark,
            job.task(),
            data,
            ColumnTypes.UNKNOWN,
            true,
            job.rounds().shards(),
            root.description(),
            tell);
    return staged == null ? NONE : new RunTable(staged);
  }

  boolean isThere() {
    return staged != null;
  }

  /** What was staged; null if there is nothing. */
  Table table() {
    return staged == null ? null : staged.table();
  }

  /** The task with the types of the columns among its encoders. */
  PreparedTask withTypes(PreparedTask task) {
    return staged == null ? task : task.withEncoder(ColumnTypes.FILE, staged.types().toJson());
  }

  /** The record with what was left out. */
  RunRecord noted(RunRecord record) {
    return staged == null ? record : record.with(BAD, staged.describeBad());
  }

  /** A listener that is told of bad records, too. */
  RoundListener counted(RoundListener listener) {
    return staged == null ? listener : new BadRecordCount(staged.badRecords(), listener);
  }

  /** Where the run that is in a directory has staged its table; null if it did not. */
  static String left(RunDirectory directory) throws IOException {
    return directory.length(RunFiles.RUN).isEmpty()
        ? null
        : RunRecord.read(directory).environment().get(FOLDER);
  }

  /**
   * Notes where this run has its table, and deletes that of the run before it: a driver that was
   * killed left it, or one that has lost the run.
   *
   * @param before as the run before has noted it, or null
   */
  void takeOver(RunDirectory directory, String before) throws IOException {
    if (staged != null) {
      RunRecord.read(directory).with(FOLDER, staged.folder()).write(directory);
    }
    if (before != null) {
      Staging.deleteLeft(before);
    }
  }

  /**
   * Writes the bad records down, if the job wants that and there are any.
   *
   * @param sequences that turned out to be bad once all of them were read, as lines
   */
  void quarantine(RunDirectory directory, List<String> sequences, Consumer<String> tell)
      throws IOException {
    if (staged == null || (!staged.hasRejected() && sequences.isEmpty())) {
      return;
    }
    directory
        .folder(RunFiles.QUARANTINE)
        .write(RunFiles.REJECTED, out -> writeRejected(out, sequences));
    tell.accept(
        "bad records are in " + directory.pathOf(RunFiles.QUARANTINE) + "/" + RunFiles.REJECTED);
  }

  private void writeRejected(OutputStream out, List<String> sequences) throws IOException {
    staged.writeRejected(out);
    for (String line : sequences) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Deletes it; a failure is logged. */
  @Override
  public void close() {
    if (staged == null) {
      return;
    }
    try {
      staged.close();
    } catch (IOException e) {
      LOG.warn("A staged table could not be deleted: {}", e.getMessage(), e);
    }
  }
}
