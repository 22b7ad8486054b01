package rondo.checkpoint;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.error.RondoException;

/**
 * Deletes checkpoints that need not be kept, and what crashes left behind. Nothing here fails: a
 * file that cannot be deleted is a warning, and tried again after the next commit.
 */
final class CheckpointCollector {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointCollector.class);

  /** So long an owner that was superseded may still be writing; it cannot commit any more. */
  private static final Duration GRACE = Duration.ofHours(24);

  /** So many that are known to be whole must be newer than one that is deleted. */
  private static final int SAFE = 2;

  private final CheckpointFolders folders;
  private final Retention retention;
  private final long epoch;
  private final Clock clock;
  private final Map<Long, Instant> created = new HashMap<>();

  /**
   * @param epoch of the owner that collects
   */
  CheckpointCollector(CheckpointFolders folders, Retention retention, long epoch, Clock clock) {
    this.folders = folders;
    this.retention = retention;
    this.epoch = epoch;
    this.clock = clock;
  }

  /**
   * Deletes what may go.
   *
   * @param committed all that have a marker, the newest first
   * @param whole those known to be whole
   * @param rejected those known to be damaged
   * @param unsettled data folders whose marker may still appear
   */
  void collect(
      List<CheckpointName> committed,
      Set<CheckpointName> whole,
      Set<CheckpointName> rejected,
      Set<String> unsettled) {
    try {
      List<String> data = folders.data().list();
      for (CheckpointName name : expired(committed, whole, rejected)) {
        // Marker first: a marker without files would be a damaged checkpoint.
        if (delete(folders.commits(), name.marker())) {
          data.stream()
              .filter(folder -> CheckpointName.parseFolder(folder).filter(name::equals).isPresent())
              .forEach(folder -> delete(folders.data(), folder));
        }
      }
      for (String folder : data) {
        CheckpointName name = CheckpointName.parseFolder(folder).orElse(null);
        if (name != null
            && !committed.contains(name)
            && !unsettled.contains(folder)
            && isOver(name.epoch())) {
          delete(folders.data(), folder);
        }
      }
    } catch (IOException e) {
      LOG.warn("Old checkpoints cannot be listed, and stay: {}", e.toString());
    }
  }

  private List<CheckpointName> expired(
      List<CheckpointName> committed, Set<CheckpointName> whole, Set<CheckpointName> rejected) {
    List<CheckpointName> expired = new ArrayList<>();
    int newer = 0;
    int newerWhole = 0;
    for (CheckpointName name : committed) {
      boolean isDamaged = rejected.contains(name);
      boolean isKept =
          newerWhole < SAFE
              || newer < retention.keepLast()
              || (!isDamaged && retention.keepsForEver(name.round()));
      if (!isKept) {
        expired.add(name);
      }
      newer += isDamaged ? 0 : 1;
      newerWhole += whole.contains(name) ? 1 : 0;
    }
    return expired;
  }

  /** Whether nobody can be writing to a data folder of this epoch that has no marker. */
  private boolean isOver(long ofFolder) {
    if (ofFolder >= epoch) {
      return ofFolder == epoch; // This process is the owner, and not writing at this moment.
    }
    Instant latest = clock.instant().minus(GRACE);
    for (long later = ofFolder + 1; later <= epoch; later++) {
      // As the owner's clock says: the one thing that all file systems can keep.
      if (!created(later).isAfter(latest)) {
        return true;
      }
    }
    return false;
  }

  private Instant created(long ofEpoch) {
    return created.computeIfAbsent(
        ofEpoch,
        key -> {
          try {
            return Owner.read(folders.owners(), key).created();
          } catch (IOException | RondoException e) {
            return Instant.MAX;
          }
        });
  }

  private static boolean delete(RunDirectory directory, String name) {
    try {
      directory.delete(name);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "{} is not needed any more and cannot be deleted: {}",
          directory.pathOf(name),
          e.toString());
      return false;
    }
  }
}
