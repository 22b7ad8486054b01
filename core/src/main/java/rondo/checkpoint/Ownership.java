package rondo.checkpoint;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * The right to commit. Whoever opens a store takes the next epoch with a file that only one process
 * can create; whoever had one before sees the higher number and stops.
 */
final class Ownership {
  private static final int MOST_RACES = 10_000;

  private final CheckpointFolders folders;
  private final String run;
  private final Retry retry;
  private final Owner owner;

  private Ownership(CheckpointFolders folders, String run, Retry retry, Owner owner) {
    this.folders = folders;
    this.run = run;
    this.retry = retry;
    this.owner = owner;
  }

  /**
   * Takes the epoch after all that have left a trace.
   *
   * @param run for messages
   */
  static Ownership take(CheckpointFolders folders, String run, Clock clock, Retry retry)
      throws IOException {
    String uuid = UUID.randomUUID().toString();
    int failures = 0;
    for (int race = 0; race < MOST_RACES; race++) {
      long epoch = 1 + highest(folders, retry);
      if (epoch > CheckpointName.MAX_EPOCH) {
        throw new RondoException(
            ExitCode.OUTPUT_REFUSED,
            run + " has had " + (epoch - 1) + " owners, the most there can be; give a new one");
      }
      Owner owner = new Owner(epoch, uuid, clock.instant());
      IOException failure;
      try {
        if (folders.owners().create(CheckpointName.ownerFile(epoch), owner.toBytes())
            || isOurs(folders, owner, retry)) {
          return new Ownership(folders, run, retry, owner);
        }
        continue;
      } catch (IOException e) {
        failure = e;
      }
      // Unknown: it may be there nevertheless. Only our own UUID says that it is ours.
      if (isOurs(folders, owner, retry)) {
        return new Ownership(folders, run, retry, owner);
      }
      failures++;
      if (failures >= retry.attempts()) {
        throw failure;
      }
      retry.pause(failures);
    }
    throw new IOException("lost " + MOST_RACES + " races for an epoch");
  }

  /** The epoch that this process has taken. */
  long epoch() {
    return owner.epoch();
  }

  /** What only this process writes. */
  String uuid() {
    return owner.uuid();
  }

  /**
   * Fails if this process is not the owner any more.
   *
   * @throws RondoException FENCED if there is a higher epoch, or this one is not ours any more
   */
  void require() throws IOException {
    long highest =
        highest(retry.call(folders.owners()::list), CheckpointName::parseOwner, epoch -> epoch);
    if (highest > owner.epoch()) {
      throw fenced("with epoch " + highest + " after epoch " + owner.epoch() + " of this one");
    }
    if (!isOurs(folders, owner, retry)) {
      throw fenced("and its files are not those of this one any more");
    }
  }

  /** Somebody else is the owner. */
  RondoException fenced(String how) {
    return new RondoException(
        ExitCode.FENCED,
        "Another run has taken over "
            + run
            + " "
            + how
            + ", expected to be the only one that writes there; let the other one finish, or stop"
            + " it and resume");
  }

  private static boolean isOurs(CheckpointFolders folders, Owner owner, Retry retry)
      throws IOException {
    try {
      return retry
          .call(() -> Owner.read(folders.owners(), owner.epoch()))
          .uuid()
          .equals(owner.uuid());
    } catch (RondoException e) {
      return false;
    } catch (IOException e) {
      if (Retry.isAbsent(e)) {
        return false;
      }
      throw e;
    }
  }

  private static long highest(CheckpointFolders folders, Retry retry) throws IOException {
    long owners =
        highest(retry.call(folders.owners()::list), CheckpointName::parseOwner, epoch -> epoch);
    long commits =
        highest(
            retry.call(folders.commits()::list),
            CheckpointName::parseMarker,
            CheckpointName::epoch);
    long data =
        highest(
            retry.call(folders.data()::list), CheckpointName::parseFolder, CheckpointName::epoch);
    return Math.max(owners, Math.max(commits, data));
  }

  private static <T> long highest(
      List<String> names, Function<String, Optional<T>> parse, Function<T, Long> epoch) {
    return names.stream()
        .flatMap(name -> parse.apply(name).stream())
        .map(epoch)
        .reduce(0L, Long::max);
  }
}
