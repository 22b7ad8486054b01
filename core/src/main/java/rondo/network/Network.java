package rondo.network;

import java.util.ArrayList;
import java.util.List;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.Initializer;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * A recurrent network at work: input, stacked recurrent layers with dropout between them, and a
 * linear output. Holds the buffers of one batch and nothing of the training: parameters come in,
 * gradients go out, both in the one flat array that {@link #layout} describes.
 *
 * <p>Parameters: {@code embedding} (V, width) if tokens are embedded; for each layer {@code
 * layerN.w_x} (inputs, gates x H), {@code layerN.bias} (gates x H), {@code layerN.w_h} (H, gates x
 * H), what its cell adds, {@code layerN.gain_x} and {@code _h} with layer normalisation, {@code
 * layerN.w_p} with a projection, {@code layerN.initial_h} and {@code _c} if learned; {@code head.w}
 * (H, outputs), unless that is the embedding, {@code head.bias}, and those of the {@link Crf} if
 * there is one.
 *
 * <p>Thread use: one thread at a time; it spreads its own work over {@link Parallel}. The same bits
 * whatever the number of threads.
 */
public final class Network {
  private final ParameterLayout layout;
  private final Inputs inputs; // null unless inputs are real numbers
  private final List<Recurrent> layers = new ArrayList<>();
  private final List<Dropout> dropouts = new ArrayList<>(); // dropouts.get(n) is above layer n
  private final Head head;
  private final Crf crf; // null unless outputs are scores of one
  private final int blockRows;

  /** Declares the parameters; buffers come with the first batch. */
  public Network(ModelSpec spec, Kernels kernels, Parallel parallel) {
    this(
        spec,
        kernels,
        parallel,
        spec.head().crf() ? Integer.MAX_VALUE : Head.blockRows(spec.outputs()));
  }

  /**
   * @param blockRows output rows that are computed at a time; any number gives the same bits
   */
  Network(ModelSpec spec, Kernels kernels, Parallel parallel, int blockRows) {
    this.blockRows = blockRows;
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    Source below = null;
    Tensor embedding = null;
    Inputs inputPart = null;
    switch (spec.input().kind()) {
      case EMBEDDING ->
          embedding =
              builder.add(
                  "embedding",
                  spec.input().size(),
                  spec.input().embedding(),
                  1,
                  Initializer.uniform(0.1));
      case DENSE -> {
        inputPart = new Inputs(spec.input().size());
        below = inputPart;
      }
      case ONE_HOT -> {}
    }
    this.inputs = inputPart;
    int width = spec.input().width();
    for (int n = 0; n < spec.hidden().size(); n++) {
      int hidden = spec.hidden().get(n);
      String prefix = "layer" + n;
      Cell cell = Cells.create(spec.cell(), kernels);
      int columns = Math.multiplyExact(cell.gates(), hidden);
      Tensor weights =
          builder.add(prefix + ".w_x", width, columns, cell.gates(), Initializer.glorot());
      Tensor bias =
          builder.add(prefix + ".bias", 1, columns, cell.gates(), cell.biasInitializer(hidden));
      // With layer normalisation the bias is added to what is normalised, not before.
      boolean normalized = spec.cell().layerNorm();
      Tensor inner = normalized ? Bias.absent(weights) : bias;
      InputProjection projection;
      if (below != null) {
        projection = new DenseProjection(below, weights, inner, kernels, parallel);
      } else if (embedding != null) {
        projection = new EmbeddingProjection(embedding, weights, inner, kernels, parallel);
      } else {
        projection = new OneHotProjection(weights, inner, kernels, parallel);
      }
      if (normalized) {
        LayerNorm norm =
            new LayerNorm(prefix + ".gain_x", hidden, cell.gates(), builder, kernels, parallel);
        projection = new NormalizedProjection(projection, norm, bias, kernels, parallel);
      }
      Recurrent layer =
          new Recurrent(prefix, cell, projection, hidden, spec, builder, kernels, parallel);
      layers.add(layer);
      Dropout dropout = new Dropout(layer, spec.dropout(), kernels, parallel);
      dropouts.add(dropout);
      below = dropout;
      width = layer.output().width();
    }
    HeadWeights headWeights =
        spec.head().tied()
            ? HeadWeights.tied(embedding, kernels, parallel)
            : HeadWeights.own(
                builder.add("head.w", width, spec.outputs(), 1, Initializer.glorot()),
                kernels,
                parallel);
    Tensor headBias = builder.add("head.bias", 1, spec.outputs(), 1, Initializer.zeros());
    this.head = new Head(below, headWeights, headBias, kernels, parallel);
    this.crf = spec.head().crf() ? new Crf(spec.outputs(), builder, parallel) : null;
    this.layout = builder.build();
  }

  /** Names, places and shapes of the parameters. */
  public ParameterLayout layout() {
    return layout;
  }

  /**
   * Takes new parameters; they must not change until the last {@link #backward} with them.
   *
   * @throws IllegalArgumentException if their number does not fit the layout
   */
  public void prepare(float[] parameters) {
    if (parameters.length != layout.size()) {
      throw new IllegalArgumentException(
          "parameters: got " + parameters.length + ", expected " + layout.size());
    }
    layers.forEach(layer -> layer.prepare(parameters));
    head.prepare(parameters);
    if (crf != null) {
      crf.prepare(parameters);
    }
  }

  /** What outputs are scores of, if the head has one; else null. */
  public Crf crf() {
    return crf;
  }

  /**
   * The outputs (P, outputs) of a batch, in a buffer that the next call overwrites. All at once:
   * for training and evaluation on many rows there are {@link #gradient} and {@link #evaluate}.
   *
   * @throws IllegalStateException if the batch carries state on and none is there
   */
  public Matrix forward(Batch batch, Pass pass) {
    forwardLayers(batch, pass);
    return head.forward(batch, 0, batch.outputCount());
  }

  /**
   * Adds to {@code gradient} the gradient of a loss, from its gradient (P, outputs) with respect to
   * the outputs of the {@link #forward} just made.
   */
  public void backward(Batch batch, Matrix dOutput, float[] gradient) {
    head.clearGradients();
    head.backward(batch, dOutput, 0, batch.outputCount(), gradient);
    backwardLayers(batch, gradient);
  }

  /**
   * Hands all outputs of a batch to {@code use}, block by block.
   *
   * @param window time steps that are computed at a time; 0: all
   * @throws IllegalStateException if the batch carries state on and none is there
   */
  public void evaluate(Batch batch, Pass pass, int window, OutputBlocks use) {
    TimeSlices slices = new TimeSlices(batch, window);
    for (int s = 0; s < slices.count(); s++) {
      Batch slice = slices.get(s);
      if (s > 0) {
        restore(state(slices.sequences(s)));
      }
      forwardLayers(slice, pass.from(slices.firstRow(s)));
      forwardHead(slice, slices.firstOutput(s), use, null);
    }
    if (!batch.endsTogether()) {
      dropState();
    }
  }

  /**
   * Adds to {@code gradient} the gradient of a loss of one batch.
   *
   * @param window time steps whose activations are in memory at a time: the states between windows
   *     are kept, and what lies in a window is computed once more on the way back (Chen et al.
   *     2016). The gradient is the same but for rounding. 0: all at once
   * @param loss turns outputs into their gradient; with windows, the last of them come first
   * @throws IllegalStateException if the batch carries state on and none is there
   */
  public void gradient(Batch batch, Pass pass, int window, OutputBlocks loss, float[] gradient) {
    TimeSlices slices = new TimeSlices(batch, window);
    int count = slices.count();
    float[][] states = new float[count][];
    states[0] = count > 1 && batch.carriesState ? state() : null;
    for (int s = 0; s + 1 < count; s++) {
      forwardLayers(slices.get(s), pass.from(slices.firstRow(s)));
      states[s + 1] = state(slices.sequences(s + 1));
      restore(states[s + 1]);
    }
    layers.forEach(layer -> layer.later().clear());
    float[] end = null; // for the batch that goes on from here
    for (int s = count - 1; s >= 0; s--) {
      Batch slice = slices.get(s);
      if (states[s] != null) {
        restore(states[s]);
      }
      forwardLayers(slice, pass.from(slices.firstRow(s)));
      if (s == count - 1 && count > 1 && batch.endsTogether()) {
        end = state();
      }
      forwardHead(slice, slices.firstOutput(s), loss, gradient);
      backwardLayers(slice, gradient);
      if (s > 0) {
        layers.forEach(layer -> layer.keepLater(slice));
      }
    }
    layers.forEach(layer -> layer.later().clear());
    if (end != null) {
      restore(end);
    } else if (count > 1) {
      dropState();
    }
  }

  private void dropState() {
    layers.forEach(layer -> layer.initialStates().drop());
  }

  /**
   * Outputs in blocks, and their gradients back if {@code use} turns them into gradients.
   *
   * @param gradient null if it does not
   */
  private void forwardHead(Batch slice, int firstOutput, OutputBlocks use, float[] gradient) {
    head.clearGradients();
    for (int first = 0; first < slice.outputCount(); first += blockRows) {
      int rows = Math.min(blockRows, slice.outputCount() - first);
      Matrix outputs = head.forward(slice, first, rows);
      use.accept(outputs, firstOutput + first, rows);
      if (gradient != null) {
        head.backward(slice, outputs, first, rows, gradient);
      }
    }
  }

  private void forwardLayers(Batch batch, Pass pass) {
    if (inputs != null) {
      inputs.forward(batch);
    }
    for (int n = 0; n < layers.size(); n++) {
      layers.get(n).forward(batch, pass, 2 * n);
      dropouts.get(n).forward(batch, pass, 2 * n + 1);
    }
  }

  private void backwardLayers(Batch batch, float[] gradient) {
    head.addGradients(gradient);
    if (crf != null) {
      crf.addGradients(gradient);
    }
    for (int n = layers.size() - 1; n >= 0; n--) {
      dropouts.get(n).backward(batch);
      layers.get(n).backward(batch, gradient);
    }
  }

  /** Number of recurrent layers. */
  public int layers() {
    return layers.size();
  }

  /**
   * dLoss/dh of a layer after {@link #backward}: batch row r is row {@code batch.batchSize() + r}.
   */
  public Matrix hiddenGradient(int layer) {
    return layers.get(layer).dOutput();
  }

  /** The states at which the last batch ended, all layers; null if it was ragged. */
  public float[] state() {
    int sequences = layers.get(0).initialStates().kept();
    return sequences == 0 ? null : state(sequences);
  }

  /** Numbers in the states of so many sequences, all layers. */
  public int stateSize(int sequences) {
    return layers.stream().mapToInt(layer -> layer.initialStates().size(sequences)).sum();
  }

  /** The states of the first sequences, which ran to the end of the last batch. */
  private float[] state(int sequences) {
    float[] state = new float[stateSize(sequences)];
    int at = 0;
    for (Recurrent layer : layers) {
      at = layer.initialStates().save(state, at, sequences);
    }
    return state;
  }

  /**
   * Puts back what {@link #state} returned.
   *
   * @throws IllegalArgumentException if it is not the state of a number of sequences of this
   *     network
   */
  public void restore(float[] state) {
    int one = stateSize(1);
    if (state.length == 0 || state.length % one != 0) {
      throw new IllegalArgumentException(
          "state: got " + state.length + " numbers, expected a multiple of " + one);
    }
    int at = 0;
    for (Recurrent layer : layers) {
      at = layer.initialStates().restore(state, at, state.length / one);
    }
  }
}
