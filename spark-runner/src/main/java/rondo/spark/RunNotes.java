package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunRecord;
import rondo.config.JobConfig;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;

/** What is added to {@code run.json} after the run has begun. */
final class RunNotes {
  private RunNotes() {}

  /** Notes in run.json that the run goes on, and with which job. */
  static void goesOn(RunDirectory directory, JobConfig job, long rounds, Consumer<String> tell)
      throws IOException {
    RunRecord before = RunRecord.read(directory);
    String version = RunEnvironment.version();
    if (!before.rondo().equals(version)) {
      tell.accept(
          "the run was begun by Rondo "
              + before.rondo()
              + ", this is "
              + version
              + ": its bits may differ from those of a run by one version");
    }
    before
        .goingOn(version, job.resolved())
        .with("resumed_after_round", Long.toString(rounds))
        .write(directory);
  }

  /** Writes the local steps that were measured into run.json: with them the run can be repeated. */
  static RoundListener localSteps(RunDirectory directory, JobConfig job, Consumer<String> tell) {
    return new RoundListener() {
      private boolean known = job.rounds().localSteps() != RoundSpec.MEASURED;

      @Override
      public void done(LoopState state) {
        if (known || state.localSteps() == RoundSpec.MEASURED) {
          return;
        }
        known = true;
        String steps = Integer.toString(state.localSteps());
        tell.accept("local steps of a round: " + steps + ", as measured");
        try {
          RunRecord.read(directory).with("local_steps", steps).write(directory);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
