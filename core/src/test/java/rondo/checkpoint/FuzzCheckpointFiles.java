package rondo.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/**
 * The JSON files of a run directory: manifests, commit markers, owners and {@code run.json}. What
 * has a hash of itself is also read with a hash that is right, as no change would get past it else.
 */
public final class FuzzCheckpointFiles implements FuzzTarget {
  private static final String FILE = "file.json";
  private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
  private static final CheckpointName NAME = new CheckpointName(2, 150);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public List<byte[]> seeds() throws IOException {
    Sha256 hash = Sha256.of(new byte[] {1, 2, 3});
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(Manifest.of(Map.of("model.safetensors", hash)).toBytes());
    seeds.add(new Manifest(Map.of("round", 150L, "epoch", 2L), Map.of("a.json", hash)).toBytes());
    seeds.add(new CommitMarker(NAME + "-" + UUID, hash, UUID).toBytes());
    seeds.add(new Owner(1, UUID, Instant.EPOCH).toBytes());
    seeds.add(
        new RunRecord("0.1.0", "2026-01-01T00:00:00Z", "{\"task\":\"x\"}", Map.of("java", "17"))
            .toBytes());
    return seeds;
  }

  @Override
  public void read(byte[] input) throws Exception {
    for (Set<String> numbers : List.of(Set.<String>of(), Set.of("epoch", "round"))) {
      Manifest manifest =
          Refusals.taken(() -> Manifest.parse(input, FILE, numbers), ExitCode.CORRUPT);
      if (manifest != null) {
        Manifest again = Manifest.parse(manifest.toBytes(), FILE, numbers);
        Refusals.requireEqual("the manifest", again, manifest);
      }
    }
    readSealed(input);
    byte[] sealed = sealed(input);
    if (sealed != null) {
      readSealed(sealed);
    }
    readRun(input);
  }

  /** The same object with a hash that fits; null if it is none. */
  private static byte[] sealed(byte[] input) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(input);
      return node instanceof ObjectNode object ? SealedJson.seal(object) : null;
    } catch (JsonProcessingException | CharConversionException e) {
      return null;
    }
  }

  private static void readSealed(byte[] bytes) throws Exception {
    CommitMarker marker =
        Refusals.taken(() -> CommitMarker.parse(bytes, FILE, NAME), ExitCode.CORRUPT);
    if (marker != null) {
      Refusals.requireEqual("the marker", CommitMarker.parse(marker.toBytes(), FILE, NAME), marker);
    }
    Owner owner = Refusals.taken(() -> Owner.parse(bytes, FILE, 1), ExitCode.CORRUPT);
    if (owner != null) {
      Refusals.requireEqual("the owner", Owner.parse(owner.toBytes(), FILE, 1), owner);
    }
  }

  private static void readRun(byte[] input) throws Exception {
    RunRecord run;
    try {
      run = RunRecord.parse(input, FILE);
    } catch (IOException e) {
      return; // as documented
    }
    Refusals.requireEqual("the run", RunRecord.parse(run.toBytes(), FILE), run);
    run.variants();
  }
}
