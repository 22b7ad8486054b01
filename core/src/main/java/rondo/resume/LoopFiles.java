package rondo.resume;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.checkpoint.Checkpoint;
import rondo.checkpoint.RunDirectory;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.Safetensors;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.round.LoopState;
import rondo.round.LoopState.Best;
import rondo.round.RoundState;

/**
 * The state of a run as files: the model, each moment and slot in a file of its own with the
 * tensors of the model, the state of the streams by shard, the best model, and the rest as JSON.
 */
public final class LoopFiles {
  private static final String STATE = "state.json";
  private static final String MODEL = "model";
  private static final String BEST = "best";
  private static final String MOMENT = "moment";
  private static final String SLOT = "slot";
  private static final String CARRIED = "carried";
  private static final String SUFFIX = ".safetensors";
  private static final int MAX_STATE_BYTES = 8 << 20;

  private final ParameterLayout layout;
  private final String data;

  /**
   * For a model of this layout.
   *
   * @param data fingerprint of the data that it is trained on
   */
  public LoopFiles(ParameterLayout layout, String data) {
    this.layout = layout;
    this.data = data;
  }

  /** The files of a state, which must not change until they are written. */
  public Map<String, RunDirectory.Content> write(LoopState state) {
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    RoundState rounds = state.state();
    put(files, MODEL, rounds.parameters());
    for (int i = 0; i < rounds.moments().size(); i++) {
      put(files, MOMENT + i, rounds.moments().get(i));
    }
    for (int i = 0; i < rounds.slots().size(); i++) {
      put(files, SLOT + i, rounds.slots().get(i));
    }
    put(files, BEST, state.best().parameters());
    if (!rounds.carried().isEmpty()) {
      Map<Integer, float[]> carried = new TreeMap<>(rounds.carried());
      Map<Integer, Integer> sizes = new TreeMap<>();
      carried.forEach((shard, values) -> sizes.put(shard, values.length));
      files.put(
          CARRIED + SUFFIX, out -> Safetensors.write(out, carriedLayout(sizes), together(carried)));
    }
    byte[] json = StateJson.of(state, data).toBytes();
    files.put(STATE, out -> out.write(json));
    return files;
  }

  private void put(Map<String, RunDirectory.Content> files, String name, float[] values) {
    files.put(name + SUFFIX, out -> Safetensors.write(out, layout, values));
  }

  /**
   * The state of a checkpoint.
   *
   * @throws RondoException CORRUPT if it is not one of such a model; BAD_DATA if it was trained on
   *     other data
   */
  public LoopState read(Checkpoint checkpoint) throws IOException {
    StateJson json =
        StateJson.parse(checkpoint.read(STATE, MAX_STATE_BYTES), checkpoint.pathOf(STATE));
    if (!json.data().equals(data)) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The data is not what "
              + checkpoint
              + " was trained on: its hash is "
              + data
              + ", expected "
              + json.data()
              + "; restore the data, or train into a new directory");
    }
    List<float[]> moments = new ArrayList<>();
    for (int i = 0; i < json.moments(); i++) {
      moments.add(read(checkpoint, MOMENT + i, layout));
    }
    List<float[]> slots = new ArrayList<>();
    for (int i = 0; i < json.slots(); i++) {
      slots.add(read(checkpoint, SLOT + i, layout));
    }
    RoundState rounds =
        new RoundState(
            read(checkpoint, MODEL, layout),
            moments,
            slots,
            carried(checkpoint, json.carried()),
            json.optimizerSteps());
    Best best = new Best(read(checkpoint, BEST, layout), json.bestRound(), json.bestValidLoss());
    return json.state(rounds, best);
  }

  private static Map<Integer, float[]> carried(Checkpoint checkpoint, Map<Integer, Integer> sizes)
      throws IOException {
    if (sizes.isEmpty()) {
      return Map.of();
    }
    float[] all = read(checkpoint, CARRIED, carriedLayout(sizes));
    Map<Integer, float[]> carried = new HashMap<>();
    int at = 0;
    for (Map.Entry<Integer, Integer> size : sizes.entrySet()) {
      float[] values = new float[size.getValue()];
      System.arraycopy(all, at, values, 0, values.length);
      carried.put(size.getKey(), values);
      at += values.length;
    }
    return carried;
  }

  private static float[] read(Checkpoint checkpoint, String name, ParameterLayout layout)
      throws IOException {
    String file = name + SUFFIX;
    try (InputStream in = checkpoint.open(file)) {
      return Safetensors.read(in, checkpoint.length(file), checkpoint.pathOf(file), layout);
    }
  }

  /** One tensor a shard, in the order of shard ids. */
  static ParameterLayout carriedLayout(Map<Integer, Integer> sizes) {
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    sizes.forEach((shard, size) -> builder.add("shard" + shard, 1, size, 1, Initializer.zeros()));
    return builder.build();
  }

  private static float[] together(Map<Integer, float[]> carried) {
    float[] all = new float[carried.values().stream().mapToInt(values -> values.length).sum()];
    int at = 0;
    for (float[] values : carried.values()) {
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }
}
