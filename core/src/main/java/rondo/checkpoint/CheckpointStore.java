package rondo.checkpoint;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * The checkpoints of a run. One process owns them and commits; a process that opens them later
 * takes them over, and the one before is told so at its next commit and stops.
 *
 * <pre>
 * checkpoints/owners/EPOCH.json             who may commit; created, never replaced
 * checkpoints/data/EPOCH-ROUND-UUID/        files and MANIFEST.json; a name is never used again
 * checkpoints/commits/EPOCH-ROUND.json      created last: with it, and only with it, they count
 * </pre>
 *
 * <p>It needs of the file system that a single file appears whole or not at all, and that a name
 * can be taken by one process only ({@link RunDirectory#create}); no rename, no lock. Whenever a
 * process dies, the checkpoints that it committed are whole, and there is no half one.
 *
 * <p>What is in the files is not known here. It holds nothing open, so there is nothing to close;
 * the run directory must stay open.
 *
 * <p>Errors: every method fails with a {@link RondoException}, IO if the file system failed more
 * than a few times in a row.
 *
 * <p>Thread use: one thread at a time.
 */
public final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final int REASONS_SHOWN = 3;

  private final String run;
  private final Ownership ownership;
  private final CheckpointReader reader;
  private final CommitWriter writer;
  private final CheckpointCollector collector;
  private final Set<CheckpointName> whole = new HashSet<>();
  private final Map<CheckpointName, Rejected> rejected = new LinkedHashMap<>();
  private long lastRound = -1;

  private CheckpointStore(
      RunDirectory run, Ownership ownership, Retention retention, Clock clock, Retry retry) {
    CheckpointFolders folders = CheckpointFolders.of(run);
    this.run = run.description();
    this.ownership = ownership;
    this.reader = new CheckpointReader(folders, retry);
    this.writer = new CommitWriter(folders, ownership, retry);
    this.collector = new CheckpointCollector(folders, retention, ownership.epoch(), clock);
  }

  /**
   * Takes over the checkpoints of a run, which need not have any. Whoever owned them before cannot
   * commit any more.
   *
   * @param run must stay open as long as the store and its checkpoints are used
   * @throws RondoException IO if that failed
   */
  public static CheckpointStore open(RunDirectory run, Retention retention) {
    return open(run, retention, Clock.systemUTC(), Retry.DEFAULT);
  }

  /** As {@link #open(RunDirectory, Retention)}, with the time and the patience of a test. */
  static CheckpointStore open(RunDirectory run, Retention retention, Clock clock, Retry retry) {
    try {
      Ownership ownership =
          Ownership.take(CheckpointFolders.of(run), run.description(), clock, retry);
      return new CheckpointStore(run, ownership, retention, clock, retry);
    } catch (IOException e) {
      throw unusable(run.description(), "taken over", e);
    }
  }

  /** The epoch that this store has taken: higher than that of every owner before. */
  public long epoch() {
    return ownership.epoch();
  }

  /**
   * Fails if another process has taken over.
   *
   * @throws RondoException FENCED if one has
   */
  public void requireOwner() {
    try {
      ownership.require();
    } catch (IOException e) {
      throw unusable(run, "read", e);
    }
  }

  /**
   * The newest checkpoint, by epoch and then by round, of which every byte is as it was committed.
   * Newer ones that are damaged are logged and listed in {@link #rejected}. A checkpoint that
   * cannot be read at the moment is not passed over: that fails.
   *
   * @return nothing if no checkpoint was ever committed
   * @throws RondoException CORRUPT if there are checkpoints and all are damaged; IO if reading
   *     failed
   */
  public Optional<Checkpoint> newest() {
    try {
      rejected.clear();
      List<CheckpointName> committed = reader.committed();
      for (CheckpointName name : committed) {
        try {
          Checkpoint checkpoint = reader.read(name);
          whole.add(name);
          return Optional.of(checkpoint);
        } catch (RondoException e) {
          reject(name, Failure.reason(e));
        }
      }
      if (committed.isEmpty()) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw unusable(run, "read", e);
    }
    throw allDamaged();
  }

  /** What the last {@link #newest} passed over, the newest first. */
  public List<Rejected> rejected() {
    return List.copyOf(rejected.values());
  }

  /**
   * Commits a checkpoint. When this returns it is durable, and {@link #newest} gives it, here and
   * in every process after this one. When it throws, the checkpoints committed before are as they
   * were; this one may turn out to be committed only if the file system did not tell. Afterwards
   * those that {@link Retention} does not keep are deleted, as far as that is possible.
   *
   * @param round higher than that of the last commit of this store, at most 9,999,999,999; after a
   *     step back open the store again
   * @param files by name, 1 to {@link Manifest#MAX_FILES}, written in this order; names are those
   *     that {@link FileNames#require} takes, do not begin with a dot, and are not {@link
   *     Manifest#NAME}
   * @throws RondoException FENCED if another process has taken over; IO, with the file and the
   *     reason, if writing failed
   * @throws IllegalArgumentException if the round or a name is out of range
   */
  public void commit(long round, Map<String, RunDirectory.Content> files) {
    requireRound(round);
    requireNames(files);
    CheckpointName name = new CheckpointName(ownership.epoch(), round);
    try {
      writer.write(name, files);
    } catch (IOException e) {
      throw unusable(run, "written", e);
    }
    lastRound = round;
    whole.add(name);
    collect();
  }

  private void collect() {
    try {
      collector.collect(reader.committed(), whole, rejected.keySet(), writer.unsettled());
    } catch (IOException e) {
      LOG.warn("Old checkpoints of {} cannot be listed, and stay: {}", run, e.toString());
    }
  }

  private void reject(CheckpointName name, String reason) {
    LOG.warn("Checkpoint {} of {} is passed over: {}", name, run, reason);
    rejected.put(name, new Rejected(name.toString(), reason));
    whole.remove(name);
  }

  private void requireRound(long round) {
    if (round <= lastRound || round > CheckpointName.MAX_ROUND) {
      throw new IllegalArgumentException(
          "round: got "
              + round
              + ", expected more than "
              + lastRound
              + " and at most "
              + CheckpointName.MAX_ROUND);
    }
  }

  private static void requireNames(Map<String, RunDirectory.Content> files) {
    if (files.isEmpty() || files.size() > Manifest.MAX_FILES) {
      throw new IllegalArgumentException(
          "files: got " + files.size() + ", expected 1 to " + Manifest.MAX_FILES);
    }
    for (String name : files.keySet()) {
      if (!Manifest.mayList(FileNames.require(name))) {
        throw new IllegalArgumentException(
            "File name: got \""
                + name
                + "\", expected one without a dot in front, and not "
                + Manifest.NAME);
      }
    }
  }

  private RondoException allDamaged() {
    List<String> reasons =
        rejected.values().stream()
            .limit(REASONS_SHOWN)
            .map(one -> one.name() + ": " + one.reason())
            .toList();
    return new RondoException(
        ExitCode.CORRUPT,
        "All checkpoints of "
            + run
            + " are damaged ("
            + String.join("; ", reasons)
            + (rejected.size() > REASONS_SHOWN ? "; ..." : "")
            + "), expected a whole one; restore the files from a copy, or start a new run in"
            + " another directory");
  }

  private static RondoException unusable(String run, String what, IOException failure) {
    return new RondoException(
        ExitCode.IO,
        "The checkpoints of "
            + run
            + " could not be "
            + what
            + " ("
            + Failure.reason(failure)
            + "), expected a disk or store that works; repair it and resume",
        failure);
  }
}
