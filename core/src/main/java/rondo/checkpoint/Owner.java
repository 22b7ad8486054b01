package rondo.checkpoint;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * Who may commit: the file of an epoch. The owner with the highest epoch is the only one.
 *
 * @param epoch from 1
 * @param uuid of one opening of the store, so that owners with the same epoch can be told apart
 * @param created when the epoch was taken, by the clock of the owner
 */
record Owner(long epoch, String uuid, Instant created) {
  private static final String FORMAT = "rondo-owner";

  byte[] toBytes() throws IOException {
    return SealedJson.seal(
        SealedJson.start(FORMAT)
            .put("epoch", epoch)
            .put("owner", uuid)
            .put("created", created.toString()));
  }

  /**
   * Reads the file of an epoch.
   *
   * @throws java.io.FileNotFoundException if the epoch is free
   * @throws rondo.error.RondoException CORRUPT if it is not a file of this epoch
   */
  static Owner read(RunDirectory owners, long epoch) throws IOException {
    String file = CheckpointName.ownerFile(epoch);
    return parse(owners.read(file, SealedJson.MAX_BYTES), owners.pathOf(file), epoch);
  }

  /** Reads the bytes of a file. */
  static Owner parse(byte[] bytes, String file, long epoch) throws IOException {
    StrictJson root = SealedJson.parse(bytes, file, FORMAT, Set.of("epoch", "owner", "created"));
    root.integer("epoch", epoch, epoch);
    try {
      return new Owner(epoch, root.text("owner"), Instant.parse(root.text("created")));
    } catch (DateTimeException e) {
      throw root.bad("created is not a time");
    }
  }
}
