package rondo.benchmark.peers;

import java.util.Collections;
import java.util.List;
import rondo.data.Batch;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Matrix;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;

/** Rondo: the steps that a shard takes, with the kernels that this JVM would choose. */
public final class RondoPeer implements PeerProcess.Peer {
  private static final int SEED = 1;

  private final Workload workload;
  private final TrainStep train;
  private final Batch batch;
  private final float[] parameters;
  private final float[][] moments;
  private long steps;

  RondoPeer(Workload workload, int threads) {
    this.workload = workload;
    Parallel parallel = Parallel.of(threads);
    this.train = new TrainStep(spec(workload), KernelProvider.choice().kernels(), parallel);
    this.batch = batch(workload);
    this.parameters = train.network().layout().initialParameters(SEED);
    this.moments = new float[train.moments()][parameters.length];
    if (!workload.training()) {
      train.network().prepare(parameters); // weights that do not change are packed once
    }
  }

  public static void main(String[] arguments) {
    PeerProcess.run("rondo", arguments, RondoPeer::new);
  }

  @Override
  public String version() {
    return "Java "
        + Runtime.version().feature()
        + " ("
        + System.getProperty("java.vm.version")
        + "), "
        + KernelProvider.choice().reason();
  }

  @Override
  public double step() {
    if (!workload.training()) {
      Matrix outputs = train.network().forward(batch, Pass.EVALUATION);
      return outputs.data()[outputs.at(0)];
    }
    GradientSum gradient = train.gradient(batch, Pass.training(steps), parameters);
    double loss = gradient.loss() / gradient.weight();
    train.update(gradient, parameters, moments, ++steps, Workload.LEARNING_RATE);
    return loss;
  }

  private static TrainSpec spec(Workload workload) {
    InputSpec input =
        workload.tokens()
            ? InputSpec.embedding(workload.classes(), workload.inputs())
            : InputSpec.dense(workload.inputs());
    List<Integer> hidden = Collections.nCopies(workload.layers(), workload.hidden());
    ModelSpec model =
        new ModelSpec(
            input,
            CellSpec.of(workload.cell()),
            hidden,
            0,
            0,
            ModelSpec.InitialState.ZERO,
            workload.classes());
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        workload.batch(),
        0,
        0,
        Workload.CLIP_NORM,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, Workload.LEARNING_RATE),
        ScheduleSpec.constant(),
        SEED);
  }

  /** The batch by time: at each time step the sequences that are still running. */
  private static Batch batch(Workload workload) {
    int[] active = new int[workload.steps()];
    int[] tokens = workload.tokens() ? new int[workload.timeSteps()] : null;
    int width = workload.tokens() ? 0 : workload.inputs();
    float[] features = workload.tokens() ? null : new float[workload.timeSteps() * width];
    int[] targets = new int[workload.timeSteps()];
    int row = 0;
    for (int t = 0; t < active.length; t++) {
      for (int b = 0; b < workload.batch() && workload.lengths().get(b) > t; b++, row++) {
        active[t]++;
        targets[row] = workload.target(b, t);
        if (tokens != null) {
          tokens[row] = workload.token(b, t);
        }
        for (int input = 0; input < width; input++) {
          features[row * width + input] = workload.feature(b, t, input);
        }
      }
    }
    return new Batch(active, tokens, features, width, null, targets, null, false);
  }
}
