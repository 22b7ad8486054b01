package rondo.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import rondo.error.RondoException;

/**
 * A process that commits. Its second argument is what becomes of it: {@code DEATH n} and {@code
 * DEATH_PARTIAL n} halt it at operation n of the disk; {@code fill n} makes it commit a small
 * checkpoint and then one of n bytes.
 */
final class CommitProcess {
  private static final int HALTED = 137;

  private CommitProcess() {}

  public static void main(String... args) throws Exception {
    Path folder = Path.of(args[0]);
    int number = Integer.parseInt(args[2]);
    if (args[1].equals("fill")) {
      fill(new LocalRunDirectory(folder), number);
      return;
    }
    Faults faults =
        new Faults(Faults.Mode.valueOf(args[1]), number, () -> Runtime.getRuntime().halt(HALTED));
    FaultCases.History history = new FaultCases.History(System.out::println);
    FaultCases.train(
        new LocalRunDirectory(new FaultyDisk(faults, true).path(folder)), history, false);
  }

  private static void fill(RunDirectory run, int length) {
    CheckpointStore store = CheckpointStore.open(run, Retention.DEFAULT);
    store.commit(1, Map.of("state.json", out -> out.write('1')));
    try {
      store.commit(2, Map.of("model.safetensors", out -> out.write(new byte[length])));
    } catch (RondoException e) {
      System.out.println(e.exitCode() + " " + e.getMessage());
    }
    System.out.println("newest " + store.newest().orElseThrow().round());
    store.commit(3, Map.of("state.json", out -> out.write('3')));
    System.out.println("newest " + store.newest().orElseThrow().round());
  }
}
