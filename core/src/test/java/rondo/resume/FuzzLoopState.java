package rondo.resume;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.checkpoint.RunRecord;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;
import rondo.round.LoopState.Best;
import rondo.round.RoundState;

/**
 * The state of a run as JSON; and, where the input has two objects with a line break between them,
 * what differs between two jobs.
 */
public final class FuzzLoopState implements FuzzTarget {
  private static final String FILE = "state.json";

  @Override
  public List<byte[]> seeds() {
    TreeMap<Integer, Integer> carried = new TreeMap<>();
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(state(carried).toBytes());
    carried.put(0, 3);
    carried.put(17, 5);
    seeds.add(state(carried).toBytes());
    for (String jobs :
        List.of(
            "{\"a\":1,\"b\":{\"c\":[1,2]}}\n{\"a\":1.0,\"b\":{\"c\":[1]}}",
            "{\"training\":{\"epochs\":1e3}}\n{\"training\":{\"epochs\":5,\"seed\":-0.0}}")) {
      seeds.add(jobs.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }

  private static StateJson state(TreeMap<Integer, Integer> carried) {
    return new StateJson(
        "abc",
        12,
        100,
        1L << 40,
        "0.3",
        16,
        313,
        "Infinity",
        1,
        2,
        "1.0",
        9,
        "NaN",
        "1.0E300",
        "0.5",
        2,
        17,
        2,
        1,
        carried);
  }

  @Override
  public void read(byte[] input) throws Exception {
    StateJson state = Refusals.taken(() -> StateJson.parse(input, FILE), ExitCode.CORRUPT);
    if (state != null) {
      StateJson again = StateJson.parse(state.toBytes(), FILE);
      Refusals.requireEqual("the state", again, state);
      RoundState rounds = new RoundState(new float[0], List.of(), List.of(), Map.of(), 0);
      state.state(rounds, new Best(new float[0], state.bestRound(), state.bestValidLoss()));
      LoopFiles.carriedLayout(state.carried());
    }
    String[] jobs = new String(input, StandardCharsets.UTF_8).split("\n", 2);
    if (jobs.length == 2 && isJob(jobs[0]) && isJob(jobs[1])) {
      Refusals.taken(
          () -> {
            JobDifference.check("runs/x", jobs[0], jobs[1]);
            return true;
          },
          ExitCode.CONFIG);
      JobDifference.check("runs/x", jobs[0], jobs[0]);
    }
  }

  private static boolean isJob(String json) {
    try {
      new RunRecord("", "", json, Map.of());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
