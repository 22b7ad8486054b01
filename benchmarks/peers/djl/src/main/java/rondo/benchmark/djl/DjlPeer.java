package rondo.benchmark.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import rondo.benchmark.peers.PeerProcess;
import rondo.benchmark.peers.Workload;

/**
 * PyTorch's native library through DJL: its fused recurrent layers, called without DJL's blocks,
 * which copy all parameters at every step. Adam is DJL's own, of single operations; PyTorch's fused
 * one is not reachable from Java.
 */
public final class DjlPeer implements PeerProcess.Peer {
  private final Workload workload;
  private final NDManager manager;
  private final DjlNetwork network;
  private final DjlBatch batch;
  private final Optimizer adam;

  private DjlPeer(Workload workload, int threads) {
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    this.workload = workload;
    Engine engine = Engine.getEngine("PyTorch");
    engine.setRandomSeed(1);
    this.manager = NDManager.newBaseManager(engine.defaultDevice(), "PyTorch");
    this.network = new DjlNetwork(manager, workload);
    this.batch = new DjlBatch(manager, workload);
    this.adam =
        Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) Workload.LEARNING_RATE))
            .optBeta1(0.9f)
            .optBeta2(0.999f)
            .optEpsilon(1e-8f)
            .build();
  }

  public static void main(String[] arguments) {
    PeerProcess.run("djl", arguments, DjlPeer::new);
  }

  @Override
  public String version() {
    Engine engine = manager.getEngine();
    return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion();
  }

  @Override
  public double step() {
    // Frees what the step allocates; the garbage collector does not know how much that is.
    try (NDManager scope = manager.newSubManager()) {
      if (!workload.training()) {
        return network.outputs(scope, batch.inputs(scope), null).getFloat(0, 0);
      }
      double loss;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray outputs = network.outputs(scope, batch.inputs(scope), batch.rows(scope));
        NDArray mean = outputs.logSoftmax(1).gather(batch.targets(scope), 1).mean().neg();
        loss = mean.getFloat();
        collector.backward(mean);
      }
      update(scope);
      return loss;
    }
  }

  private void update(NDManager scope) {
    List<NDArray> parameters = network.parameters();
    double squares = 0;
    NDArray[] gradients = new NDArray[parameters.size()];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = parameters.get(i).getGradient();
      gradients[i].attach(scope);
      NDArray norm = gradients[i].norm();
      norm.attach(scope);
      squares += Math.pow(norm.getFloat(), 2);
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < gradients.length; i++) {
      if (norm > Workload.CLIP_NORM) {
        gradients[i].muli(Workload.CLIP_NORM / norm);
      }
      adam.update("parameter" + i, parameters.get(i), gradients[i]);
    }
  }
}
