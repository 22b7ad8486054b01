package rondo.checkpoint;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Writes a checkpoint: files, manifest, and the marker that makes them one. */
final class CommitWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CommitWriter.class);

  private final CheckpointFolders folders;
  private final Ownership ownership;
  private final Retry retry;
  private final Set<String> unsettled = new HashSet<>();

  CommitWriter(CheckpointFolders folders, Ownership ownership, Retry retry) {
    this.folders = folders;
    this.ownership = ownership;
    this.retry = retry;
  }

  /** Folders whose marker may still appear, so that nobody may delete them. */
  Set<String> unsettled() {
    return unsettled;
  }

  /**
   * Writes a checkpoint. When this returns it is durable; when it throws, nothing that was there
   * has changed.
   *
   * @throws RondoException FENCED if somebody else is the owner; IO if writing failed
   */
  void write(CheckpointName name, Map<String, RunDirectory.Content> files) throws IOException {
    ownership.require();
    String folderName = name.newFolder();
    RunDirectory folder = folders.data().folder(folderName);
    CommitMarker marker;
    try {
      marker = new CommitMarker(folderName, writeFiles(name, folder, files), ownership.uuid());
      ownership.require();
    } catch (IOException | RuntimeException e) {
      // No marker was tried, so the folder can never count; what it takes may be what is lacking.
      discard(folderName);
      throw e;
    }
    unsettled.add(folderName);
    publish(name, marker);
    unsettled.remove(folderName);
  }

  private Sha256 writeFiles(
      CheckpointName name, RunDirectory folder, Map<String, RunDirectory.Content> files)
      throws IOException {
    Map<String, Sha256> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, RunDirectory.Content> file : files.entrySet()) {
      hashes.put(file.getKey(), writeFile(folder, file.getKey(), file.getValue()));
    }
    Map<String, Long> numbers = Map.of("epoch", name.epoch(), "round", name.round());
    byte[] manifest = new Manifest(numbers, hashes).toBytes();
    hashes.put(Manifest.NAME, writeFile(folder, Manifest.NAME, out -> out.write(manifest)));
    for (Map.Entry<String, Sha256> file : hashes.entrySet()) {
      checkLength(folder, file.getKey(), file.getValue().length());
    }
    return hashes.get(Manifest.NAME);
  }

  private static Sha256 writeFile(RunDirectory folder, String name, RunDirectory.Content content) {
    Sha256[] written = new Sha256[1];
    try {
      folder.write(name, out -> written[0] = Sha256.write(content, out));
    } catch (IOException e) {
      throw failed(folder.pathOf(name), e);
    }
    return written[0];
  }

  private void checkLength(RunDirectory folder, String name, long expected) throws IOException {
    long length = retry.call(() -> folder.length(name)).orElse(-1);
    if (length != expected) {
      throw failed(
          folder.pathOf(name),
          new IOException("it has " + length + " bytes after writing " + expected));
    }
  }

  /** Creates the marker, and finds out whether it is there if the file system does not say. */
  private void publish(CheckpointName name, CommitMarker marker) throws IOException {
    RunDirectory commits = folders.commits();
    String file = commits.pathOf(name.marker());
    byte[] bytes = marker.toBytes();
    IOException failure = new IOException("it does not appear");
    for (int failures = 0; failures < retry.attempts(); failures++) {
      if (failures > 0) {
        retry.pause(failures);
      }
      boolean created = false;
      try {
        created = commits.create(name.marker(), bytes);
      } catch (IOException e) {
        failure = e;
      }
      try {
        settle(name, marker, retry.call(() -> CommitMarker.read(commits, name)));
        return;
      } catch (CorruptFileException e) {
        throw failed(file, new IOException(e.finding(), e));
      } catch (IOException e) {
        if (!Retry.isAbsent(e)) {
          if (created) {
            LOG.warn("{} was written and cannot be read back: {}", file, e.toString());
            return;
          }
          throw failed(file, e);
        }
      }
    }
    throw failed(file, failure);
  }

  /** What is in the marker's place decides, not what the file system said about our attempt. */
  private void settle(CheckpointName name, CommitMarker ours, CommitMarker there) {
    if (!there.owner().equals(ours.owner())) {
      throw ownership.fenced("and has committed round " + name.round() + " in our place");
    }
    if (there.folder().equals(ours.folder())) {
      return;
    }
    if (!there.manifest().equals(ours.manifest())) {
      throw failed(
          folders.commits().pathOf(name.marker()),
          new IOException("an earlier attempt at this round, with other files, counts after all"));
    }
    // An earlier attempt at this round had been given up, and counts after all: the same files.
    discard(ours.folder());
  }

  private void discard(String folder) {
    try {
      folders.data().delete(folder);
    } catch (IOException e) {
      LOG.warn("{} is not needed and cannot be deleted: {}", folder, e.toString());
    }
  }

  private static RondoException failed(String file, IOException reason) {
    return new RondoException(
        ExitCode.IO,
        file
            + " could not be written ("
            + Failure.reason(reason)
            + "), expected a new checkpoint; the last one is intact, so free the disk or repair"
            + " the store and resume",
        reason);
  }
}
