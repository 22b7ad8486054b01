package rondo.benchmark.peers;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Floating point operations a second that this machine can do at most: chains of multiply-adds in
 * registers, no memory. It is the denominator of every share of peak, so it is measured by
 * processes among those of the peers, under the same clock and the same neighbours.
 *
 * <p>Twelve chains: two multiply-adds start in a cycle and take four to five, so ten keep a core
 * busy; with more than about twenty vectors, JDK 17 cannot profile a method and leaves it slow.
 */
public final class FmaPeak {
  /** Name of the peer and of the workload in results. */
  static final String NAME = "fma-peak";

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final FloatVector ZERO = FloatVector.zero(S);
  private static final int CHAINS = 12;
  private static final int LENGTH = 20_000; // multiply-adds of a chain in one call: some 0.03 ms
  private static final long WARM_UP = 500; // ms
  private static final long WINDOW = 50; // ms

  private FmaPeak() {}

  /** Arguments: threads, seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    List<Double> windows = measure(threads, Double.parseDouble(arguments[1]));
    double median = Statistics.median(windows);
    String version = "Java " + Runtime.version().feature() + ", " + S.length() + " lanes";
    System.out.println(
        new ProcessResult(NAME, version, NAME, threads, median, 0, null, 0, windows).toJson());
  }

  /** Operations a second in each window, all threads together. */
  private static List<Double> measure(int threads, double seconds) throws InterruptedException {
    List<Chains> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(new Chains());
      workers.get(i).setDaemon(true);
      workers.get(i).start();
    }
    Thread.sleep(WARM_UP);
    List<Double> windows = new ArrayList<>();
    long start = System.nanoTime();
    long before = count(workers);
    long at = start;
    while ((at - start) * 1e-9 < seconds) {
      Thread.sleep(WINDOW);
      long now = System.nanoTime();
      long count = count(workers);
      windows.add(2.0 * S.length() * CHAINS * LENGTH * (count - before) / (now - at) * 1e9);
      before = count;
      at = now;
    }
    return windows;
  }

  private static long count(List<Chains> workers) {
    return workers.stream().mapToLong(worker -> worker.calls).sum();
  }

  /** One thread that multiplies and adds until the JVM ends. */
  private static final class Chains extends Thread {
    private volatile long calls;

    @Override
    public void run() {
      for (long done = 1; chains(0.999f, 0.001f) > 0; done++) { // always: a result that is used
        calls = done;
      }
    }
  }

  /** Twelve chains of {@code acc = acc * x + y}; their values stay near 1. */
  private static float chains(float x, float y) {
    FloatVector vx = ZERO.broadcast(x);
    FloatVector vy = ZERO.broadcast(y);
    FloatVector a0 = vx;
    FloatVector a1 = vx;
    FloatVector a2 = vx;
    FloatVector a3 = vx;
    FloatVector a4 = vx;
    FloatVector a5 = vx;
    FloatVector a6 = vx;
    FloatVector a7 = vx;
    FloatVector a8 = vx;
    FloatVector a9 = vx;
    FloatVector a10 = vx;
    FloatVector a11 = vx;
    for (int i = 0; i < LENGTH; i++) {
      // As an argument, not the receiver, a vector carried around a loop stays in its register.
      a0 = vx.fma(a0, vy);
      a1 = vx.fma(a1, vy);
      a2 = vx.fma(a2, vy);
      a3 = vx.fma(a3, vy);
      a4 = vx.fma(a4, vy);
      a5 = vx.fma(a5, vy);
      a6 = vx.fma(a6, vy);
      a7 = vx.fma(a7, vy);
      a8 = vx.fma(a8, vy);
      a9 = vx.fma(a9, vy);
      a10 = vx.fma(a10, vy);
      a11 = vx.fma(a11, vy);
    }
    FloatVector sum = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    return sum.add(a6).add(a7).add(a8).add(a9).add(a10).add(a11).lane(0);
  }
}
