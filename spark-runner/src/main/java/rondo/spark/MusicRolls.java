package rondo.spark;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.config.JobConfig;
import rondo.data.Split;
import rondo.local.MusicModel;
import rondo.spark.report.PianoRolls;
import rondo.spark.report.chart.PianoRoll;
import rondo.table.Table;
import rondo.task.Music;
import rondo.task.MusicPieces;
import rondo.train.SetGenerator.Written;

/** What the report of a model of music draws: a piece of the test data, and one made up. */
final class MusicRolls {
  private static final Logger LOG = LoggerFactory.getLogger(MusicRolls.class);
  private static final int STEPS = PianoRoll.MOST_STEPS;
  private static final int[][] NOTHING = new int[0][];

  private MusicRolls() {}

  /**
   * The drawings of a model. A failure is told and leaves none: a run is worth more than its
   * pictures.
   *
   * @param tell takes lines for the user
   */
  static List<PianoRolls> orNone(
      JobConfig job, String name, TrainOutcome outcome, Table table, Consumer<String> tell) {
    try {
      return of(job, name, outcome, table);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The piano rolls of the report could not be made", e);
      tell.accept("the report has no piano rolls: " + e.getMessage());
      return List.of();
    }
  }

  /**
   * The drawings of a model.
   *
   * @param name of the variant; empty if there is but one
   * @param table that it was trained with; null if there is none
   * @return one, or none if it is no model of music
   */
  static List<PianoRolls> of(JobConfig job, String name, TrainOutcome outcome, Table table)
      throws IOException {
    if (!job.task().equals(new Music().name())) {
      return List.of();
    }
    MusicModel model = new MusicModel(outcome.model());
    boolean hasTest = Double.isFinite(outcome.test().loss());
    int[][] test =
        hasTest
            ? MusicPieces.first(job.data(), outcome.model().encoders(), table, Split.TEST, STEPS)
            : NOTHING;
    Written written = model.write(NOTHING, job.report().samples() > 0 ? STEPS : 0, 1.0, 1);
    return List.of(
        new PianoRolls(
            name,
            roll(model, "Piano roll of a test piece", test, model.probabilities(test)),
            roll(model, "Piano roll of a made up piece", written.sets(), written.probabilities())));
  }

  private static PianoRoll roll(
      MusicModel model, String title, int[][] sounds, float[][] probabilities) {
    return sounds.length == 0 ? null : new PianoRoll(title, model.keys(), sounds, probabilities);
  }
}
