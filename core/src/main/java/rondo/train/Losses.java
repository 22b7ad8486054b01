package rondo.train;

import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.network.Network;
import rondo.parallel.Parallel;

/**
 * The losses of a network: of its outputs at time steps, which a conditional random field may score
 * in chains, and of its outputs of whole sequences.
 */
public record Losses(Loss steps, Loss sequences) {
  /** Those that a training says, for this network. */
  public static Losses of(TrainSpec spec, Network network, Kernels kernels, Parallel parallel) {
    return new Losses(
        Loss.of(spec.loss(), network, kernels, parallel),
        Loss.of(spec.loss(), kernels, parallel));
  }
}
