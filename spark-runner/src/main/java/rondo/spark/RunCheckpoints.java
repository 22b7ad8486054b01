package rondo.spark;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import rondo.checkpoint.Checkpoint;
import rondo.checkpoint.CheckpointStore;
import rondo.checkpoint.Rejected;
import rondo.checkpoint.Retention;
import rondo.checkpoint.RunDirectory;
import rondo.config.CheckpointOptions;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.resume.LoopFiles;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/**
 * The checkpoints of one run: where it goes on, and when it saves. Whoever opens them owns the run
 * from then on; a driver that lost it to another one writes no checkpoint and no model any more,
 * and fails at its next round, or within a second where asking takes long.
 *
 * <p>Thread use: the driver's thread.
 */
final class RunCheckpoints implements RoundListener {
  /** A disk that is full for a moment costs no run; one that stays full must not go unnoticed. */
  private static final int MOST_FAILURES = 3;

  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CHEAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10); // after a failure

  private final RunDirectory directory;
  private final CheckpointStore store;
  private final CheckpointOptions options;
  private final LoopFiles files;
  private final Consumer<String> tell;
  private LoopState latest;
  private long committedRounds = -1;
  private long committedAt = System.nanoTime();
  private long askedAt = System.nanoTime();
  private boolean cheap = true; // to ask, on the file system of this run
  private int failures;

  /**
   * Takes over the checkpoints of a run.
   *
   * @param tell takes lines for the user
   */
  RunCheckpoints(
      RunDirectory directory, CheckpointOptions options, LoopFiles files, Consumer<String> tell) {
    this.store =
        CheckpointStore.open(directory, new Retention(options.keep(), options.keepEvery()));
    this.directory = directory;
    this.options = options;
    this.files = files;
    this.tell = tell;
  }

  /**
   * The state of the newest checkpoint that is whole; empty if none was ever made.
   *
   * @throws RondoException CORRUPT if all are damaged; BAD_DATA if the data is not the same
   */
  Optional<LoopState> newest() throws IOException {
    Optional<Checkpoint> newest = store.newest();
    for (Rejected rejected : store.rejected()) {
      tell.accept("checkpoint " + rejected.name() + " is passed over: " + rejected.reason());
    }
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    LoopState state = files.read(newest.get());
    committedRounds = state.rounds();
    latest = state;
    return Optional.of(state);
  }

  @Override
  public void round(RoundMetrics metrics) {
    long now = System.nanoTime();
    if (cheap || now - askedAt >= ASK_NANOS) {
      store.requireOwner();
      askedAt = System.nanoTime();
      cheap = askedAt - now < CHEAP_NANOS;
    }
  }

  @Override
  public void kept(RoundMetrics metrics, float[] parameters) {
    store.requireOwner();
  }

  @Override
  public void done(LoopState state) {
    // What was measured is saved at once: measured anew it might come out different.
    boolean fixed =
        latest != null && latest.localSteps() != state.localSteps() && state.localSteps() > 0;
    latest = state;
    boolean byRounds =
        options.rounds() > 0 && state.rounds() - committedRounds(state) >= options.rounds();
    double minutes = (System.nanoTime() - committedAt) / 60e9;
    boolean byTime = options.minutes() > 0 && minutes >= options.minutes();
    boolean waits = failures > 0 && System.nanoTime() - committedAt < RETRY_NANOS;
    if ((fixed || byRounds || byTime) && !waits) {
      commit();
    }
  }

  /** Rounds that are saved; those before the first checkpoint of a new run count from 0. */
  private long committedRounds(LoopState state) {
    return Math.max(0, Math.min(committedRounds, state.rounds()));
  }

  /** Fails with FENCED if another driver has taken the run over. */
  void requireOwner() {
    store.requireOwner();
  }

  /** Rounds of the newest checkpoint that this process has read or made; -1 if there is none. */
  long committedRounds() {
    return committedRounds;
  }

  /** Saves the last round that is done, so that to go on means to begin after it. */
  void finish() {
    requireOwner();
    if (latest != null && latest.rounds() > committedRounds) {
      failures = MOST_FAILURES; // the last chance
      commit();
    }
  }

  /** Forgets metrics that are not written yet: those of the new owner are there by now. */
  void abandon() {
    directory.abandon();
  }

  private void commit() {
    try {
      store.requireOwner(); // on S3 closing writes the metrics anew, over those of a new owner
      directory.close(); // rounds that are saved are not done again: their metrics must be there
      store.commit(latest.rounds(), files.write(latest));
      committedRounds = latest.rounds();
      failures = 0;
    } catch (IOException e) {
      failed(
          new RondoException(
              ExitCode.IO, "The metrics could not be written (" + e.getMessage() + ")", e));
    } catch (RondoException e) {
      failed(e);
    }
    committedAt = System.nanoTime();
  }

  private void failed(RondoException e) {
    failures++;
    if (e.exitCode() != ExitCode.IO || failures >= MOST_FAILURES) {
      throw e;
    }
    tell.accept("the checkpoint after round " + latest.rounds() + " failed: " + e.getMessage());
  }
}
