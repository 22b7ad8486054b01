package rondo.network;

import java.util.Objects;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.Initializer;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** What leaves a network: outputs at time steps, outputs of sequences, or both. */
final class Heads {
  private final Head steps; // null without outputs at time steps
  private final Crf crf; // null unless they are scores of one
  private final SequenceHead sequences; // null without outputs of sequences
  private final int blockRows;

  /**
   * Declares the parameters.
   *
   * @param source the vectors of all rows that outputs are made of
   * @param embedding the learned vectors of tokens, which the weights may be tied to; null if there
   *     are none
   * @param blockRows rows of outputs at time steps that are computed at a time
   */
  Heads(
      ModelSpec spec,
      Source source,
      Tensor embedding,
      int blockRows,
      ParameterLayout.Builder layout,
      Kernels kernels,
      Parallel parallel) {
    this.blockRows = blockRows;
    int outputs = spec.head().stepOutputs();
    if (outputs > 0) {
      int width = source.output().width();
      HeadWeights weights =
          spec.head().tied()
              ? HeadWeights.tied(embedding, kernels, parallel)
              : HeadWeights.own(
                  layout.add("head.w", width, outputs, 1, Initializer.glorot()), kernels, parallel);
      Tensor bias = layout.add("head.bias", 1, outputs, 1, Initializer.zeros());
      this.steps = new Head(source, weights, bias, kernels, parallel);
    } else {
      this.steps = null;
    }
    this.crf = spec.head().crf() ? new Crf(outputs, layout, parallel) : null;
    this.sequences =
        spec.head().sequenceOutputs() > 0
            ? new SequenceHead(spec, source, layout, kernels, parallel)
            : null;
  }

  boolean hasSteps() {
    return steps != null;
  }

  boolean hasSequences() {
    return sequences != null;
  }

  Crf crf() {
    return crf;
  }

  void prepare(float[] parameters) {
    if (crf != null) {
      crf.prepare(parameters);
    }
    if (steps != null) {
      steps.prepare(parameters);
    }
    if (sequences != null) {
      sequences.prepare(parameters);
    }
  }

  /** All outputs (P, outputs) at time steps; null if there are none. */
  Matrix steps(Batch batch) {
    return steps == null ? null : steps.forward(batch, 0, batch.outputCount());
  }

  /** The outputs (B, outputs) of sequences; null if there are none. */
  Matrix sequences(Batch batch) {
    return sequences == null ? null : sequences.forward(batch);
  }

  /**
   * The way back of both, after {@link #steps} and {@link #sequences}.
   *
   * @param dSteps dLoss/doutputs; null for a loss that does not read them, as {@code dSequences}
   */
  void backward(Batch batch, Matrix dSteps, Matrix dSequences, float[] gradient) {
    if (dSteps != null) {
      steps.clearGradients();
      steps.backward(batch, dSteps, 0, batch.outputCount(), gradient);
      addStepGradients(gradient);
    }
    if (dSequences != null) {
      sequences.backward(batch, dSequences, gradient);
    }
  }

  /**
   * Hands out the outputs of a slice of time block by block, then those of sequences, and takes
   * their gradients back if {@code gradient} is there.
   *
   * @param firstOutput output row of the batch that is the first of the slice
   * @param gradient null if nothing is turned into a gradient
   */
  void run(
      Batch slice,
      int firstOutput,
      OutputBlocks stepUse,
      OutputBlocks sequenceUse,
      float[] gradient) {
    if (steps != null) {
      runSteps(slice, firstOutput, stepUse, gradient);
    }
    if (sequences != null) {
      Objects.requireNonNull(sequenceUse, "nothing takes the outputs of sequences");
      Matrix outputs = sequences.forward(slice);
      sequenceUse.accept(outputs, 0, slice.batchSize());
      if (gradient != null) {
        sequences.backward(slice, outputs, gradient);
      }
    }
  }

  private void runSteps(Batch slice, int firstOutput, OutputBlocks use, float[] gradient) {
    steps.clearGradients();
    for (int first = 0; first < slice.outputCount(); first += blockRows) {
      int rows = Math.min(blockRows, slice.outputCount() - first);
      Matrix outputs = steps.forward(slice, first, rows);
      use.accept(outputs, firstOutput + first, rows);
      if (gradient != null) {
        steps.backward(slice, outputs, first, rows, gradient);
      }
    }
    if (gradient != null) {
      addStepGradients(gradient);
    }
  }

  private void addStepGradients(float[] gradient) {
    steps.addGradients(gradient);
    if (crf != null) {
      crf.addGradients(gradient);
    }
  }
}
