package rondo.network;

import java.util.ArrayList;
import java.util.List;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.parallel.Parallel;

/**
 * A recurrent network at work: input, stacked recurrent layers with dropout between them, and
 * linear outputs at time steps, of whole sequences, or both. Holds the buffers of one batch and
 * nothing of the training: parameters come in, gradients go out, both in the one flat array that
 * {@link #layout} describes.
 *
 * <p>Parameters: {@code embedding} (V, width) if tokens are embedded, {@code embedding.N} of column
 * N if they come in columns; for each layer {@code layerN.w_x} (inputs, gates x H), {@code
 * layerN.bias} (gates x H), {@code layerN.w_h} (H, gates x H), what its cell adds, {@code
 * layerN.gain_x} and {@code _h} with layer normalisation, {@code layerN.w_p} with a projection,
 * {@code layerN.initial_h} and {@code _c} if learned; {@code layerN.reverse.w_x} and so on for the
 * half that reads from the end; {@code head.w} (width, outputs), unless that is the embedding,
 * {@code head.bias} if there are outputs at time steps, and those of the {@link Crf} if there is
 * one; what the pooling adds, {@code sequence.w} (width, outputs), {@code sequence.bias} if there
 * are outputs of sequences. The width is that of the uppermost layer: H, or of the projection, or
 * twice that if it has two halves.
 *
 * <p>Thread use: one thread at a time; it spreads its own work over {@link Parallel}. The same bits
 * whatever the number of threads.
 */
public final class Network {
  private final ParameterLayout layout;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Recurrent> carrying = new ArrayList<>(); // those with a state to go on from
  private final List<Dropout> dropouts = new ArrayList<>(); // dropouts.get(n) is above layer n
  private final Heads heads;

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
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    InputLayer input = new InputLayer(spec.input(), builder, kernels, parallel);
    Layers.Below below = input::projection;
    int width = input.width();
    Layers maker = new Layers(spec, builder, kernels, parallel);
    for (int n = 0; n < spec.hidden().size(); n++) {
      Layer layer = maker.layer(n, width, below);
      layers.add(layer);
      if (layer instanceof Recurrent recurrent) {
        carrying.add(recurrent);
      }
      Dropout dropout = new Dropout(layer, spec.dropout(), kernels, parallel);
      dropouts.add(dropout);
      below = (w, b) -> new DenseProjection(dropout, w, b, kernels, parallel);
      width = layer.output().width();
    }
    Source top = dropouts.get(dropouts.size() - 1);
    this.heads = new Heads(spec, top, input.embedding(), blockRows, builder, kernels, parallel);
    this.layout = builder.build();
  }

  /** Names, places and shapes of the parameters. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Whether there are outputs at time steps. */
  public boolean hasStepOutputs() {
    return heads.hasSteps();
  }

  /** Whether there are outputs of sequences. */
  public boolean hasSequenceOutputs() {
    return heads.hasSequences();
  }

  /**
   * What the loss of a batch is divided by for its mean: the output rows, or the sequences if there
   * are no outputs at time steps.
   */
  public int weight(Batch batch) {
    return heads.hasSteps() ? batch.outputCount() : batch.batchSize();
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
    heads.prepare(parameters);
  }

  /** What outputs at time steps are scores of, if the head has one; else null. */
  public Crf crf() {
    return heads.crf();
  }

  /**
   * The outputs (P, outputs) of a batch at time steps, in a buffer that the next call overwrites;
   * null if there are none. All at once: for training and evaluation on many rows there are {@link
   * #gradient} and {@link #evaluate}.
   *
   * @throws IllegalStateException if the batch carries state on and none is there
   * @throws IllegalArgumentException if the batch carries state on and layers read from both ends
   */
  public Matrix forward(Batch batch, Pass pass) {
    forwardLayers(batch, pass);
    return heads.steps(batch);
  }

  /**
   * The outputs (B, outputs) of the sequences of a batch after its {@link #forward}, in the order
   * of the batch, in a buffer that the next call overwrites; null if there are none.
   */
  public Matrix sequenceOutputs(Batch batch) {
    return heads.sequences(batch);
  }

  /**
   * Adds to {@code gradient} the gradient of a loss, from its gradient (P, outputs) with respect to
   * the outputs of the {@link #forward} just made.
   */
  public void backward(Batch batch, Matrix dOutput, float[] gradient) {
    backward(batch, dOutput, null, gradient);
  }

  /**
   * The same for a loss that reads outputs of sequences, too.
   *
   * @param dOutput null if it reads none at time steps
   * @param dSequences (B, outputs), of {@link #sequenceOutputs}; null if it reads none of sequences
   */
  public void backward(Batch batch, Matrix dOutput, Matrix dSequences, float[] gradient) {
    heads.backward(batch, dOutput, dSequences, gradient);
    backwardLayers(batch, gradient);
  }

  /** The same without outputs of sequences. */
  public void evaluate(Batch batch, Pass pass, int window, OutputBlocks use) {
    evaluate(batch, pass, window, use, null);
  }

  /**
   * Hands all outputs of a batch to {@code use}, block by block, and those of its sequences to
   * {@code sequenceUse} at once; either may be null where there are no such outputs.
   *
   * @param window time steps that are computed at a time; 0: all
   * @throws IllegalStateException if the batch carries state on and none is there
   * @throws IllegalArgumentException if whole sequences are read and do not fit into the window
   */
  public void evaluate(
      Batch batch, Pass pass, int window, OutputBlocks use, OutputBlocks sequenceUse) {
    TimeSlices slices = slices(batch, window);
    for (int s = 0; s < slices.count(); s++) {
      Batch slice = slices.get(s);
      if (s > 0) {
        restore(state(slices.sequences(s)));
      }
      forwardLayers(slice, pass.from(slices.firstRow(s)));
      heads.run(slice, slices.firstOutput(s), use, sequenceUse, null);
    }
    if (!batch.endsTogether()) {
      dropState();
    }
  }

  /** The same without outputs of sequences. */
  public void gradient(Batch batch, Pass pass, int window, OutputBlocks loss, float[] gradient) {
    gradient(batch, pass, window, loss, null, gradient);
  }

  /**
   * Adds to {@code gradient} the gradient of a loss of one batch.
   *
   * @param window time steps whose activations are in memory at a time: the states between windows
   *     are kept, and what lies in a window is computed once more on the way back (Chen et al.
   *     2016). The gradient is the same but for rounding. 0: all at once
   * @param loss turns outputs into their gradient; with windows, the last of them come first; null
   *     where there are no outputs at time steps
   * @param sequenceLoss the same for outputs of sequences, which it gets at once
   * @throws IllegalStateException if the batch carries state on and none is there
   * @throws IllegalArgumentException if whole sequences are read and do not fit into the window
   */
  public void gradient(
      Batch batch,
      Pass pass,
      int window,
      OutputBlocks loss,
      OutputBlocks sequenceLoss,
      float[] gradient) {
    TimeSlices slices = slices(batch, window);
    int count = slices.count();
    float[][] states = new float[count][];
    states[0] = count > 1 && batch.carriesState ? state() : null;
    for (int s = 0; s + 1 < count; s++) {
      forwardLayers(slices.get(s), pass.from(slices.firstRow(s)));
      states[s + 1] = state(slices.sequences(s + 1));
      restore(states[s + 1]);
    }
    carrying.forEach(layer -> layer.later().clear());
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
      heads.run(slice, slices.firstOutput(s), loss, sequenceLoss, gradient);
      backwardLayers(slice, gradient);
      if (s > 0) {
        carrying.forEach(layer -> layer.keepLater(slice));
      }
    }
    carrying.forEach(layer -> layer.later().clear());
    if (end != null) {
      restore(end);
    } else if (count > 1) {
      dropState();
    }
  }

  private TimeSlices slices(Batch batch, int window) {
    TimeSlices slices = new TimeSlices(batch, window);
    if (slices.count() > 1 && (carrying.isEmpty() || heads.hasSequences())) {
      throw new IllegalArgumentException(
          "window: got "
              + window
              + " time steps, expected 0 for a network that reads whole sequences");
    }
    return slices;
  }

  private void dropState() {
    carrying.forEach(layer -> layer.initialStates().drop());
  }

  private void forwardLayers(Batch batch, Pass pass) {
    for (int n = 0; n < layers.size(); n++) {
      layers.get(n).forward(batch, pass, 2 * n);
      dropouts.get(n).forward(batch, pass, 2 * n + 1);
    }
  }

  private void backwardLayers(Batch batch, float[] gradient) {
    for (int n = layers.size() - 1; n >= 0; n--) {
      dropouts.get(n).backward(batch);
      layers.get(n).backward(batch, gradient);
    }
  }

  /** Number of recurrent layers. */
  public int layers() {
    return layers.size();
  }

  /** dLoss/dh of a layer after {@link #backward}, a row for each row of the batch. */
  public Matrix hiddenGradient(int layer, Batch batch) {
    Matrix gradient = new Matrix(layers.get(layer).output().width());
    layers.get(layer).copyHiddenGradient(batch, gradient);
    return gradient;
  }

  /**
   * The states at which the last batch ended, all layers; null if it was ragged, or if layers read
   * from both ends.
   */
  public float[] state() {
    int sequences = carrying.isEmpty() ? 0 : carrying.get(0).initialStates().kept();
    return sequences == 0 ? null : state(sequences);
  }

  /** Numbers in the states of so many sequences, all layers. */
  public int stateSize(int sequences) {
    return carrying.stream().mapToInt(layer -> layer.initialStates().size(sequences)).sum();
  }

  /** The states of the first sequences, which ran to the end of the last batch. */
  private float[] state(int sequences) {
    float[] state = new float[stateSize(sequences)];
    int at = 0;
    for (Recurrent layer : carrying) {
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
    if (state.length == 0 || one == 0 || state.length % one != 0) {
      throw new IllegalArgumentException(
          "state: got " + state.length + " numbers, expected a multiple of " + one);
    }
    int at = 0;
    for (Recurrent layer : carrying) {
      at = layer.initialStates().restore(state, at, state.length / one);
    }
  }
}
