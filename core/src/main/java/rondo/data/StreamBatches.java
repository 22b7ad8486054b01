package rondo.data;

import java.util.Arrays;

/**
 * Batches of one running text: it is cut into B parallel streams, and the streams into chunks of
 * {@code truncate} time steps, whose state is carried from one to the next. The target of a token
 * is the token after it.
 *
 * <p>The streams have equal lengths but for one time step, which the first of them have more and
 * which the last chunk takes; so no token is left out. If there is too little text for B streams of
 * one whole chunk there are fewer of them.
 *
 * <p>Thread use: read only.
 */
public final class StreamBatches implements Batches {
  private final int[] tokens;
  private final int streams; // B
  private final int length; // of the shorter streams
  private final int longer; // streams that are one time step longer
  private final int chunk;
  private final int steps;

  /**
   * @param tokens the text
   * @param batch largest number of streams
   * @param truncate time steps of a chunk; 0: a stream is one chunk
   */
  public StreamBatches(int[] tokens, int batch, int truncate) {
    int positions = Math.max(0, tokens.length - 1);
    this.tokens = tokens;
    this.streams =
        Math.min(batch, Math.max(positions / Math.max(1, truncate), positions > 0 ? 1 : 0));
    this.length = streams == 0 ? 0 : positions / streams;
    this.longer = streams == 0 ? 0 : positions % streams;
    this.chunk = truncate == 0 ? Math.max(1, length) : truncate;
    this.steps = length / chunk + (length % chunk == 0 ? 0 : 1);
  }

  @Override
  public int stepsPerEpoch() {
    return steps;
  }

  @Override
  public Batch batch(int epoch, int step) {
    int first = step * chunk;
    boolean last = step == steps - 1;
    int common = Math.min(chunk, length - first); // time steps of all streams
    int[] active = new int[common + (last && longer > 0 ? 1 : 0)];
    Arrays.fill(active, 0, common, streams);
    if (active.length > common) {
      active[common] = longer;
    }
    int rows = common * streams + (active.length > common ? longer : 0);
    int[] inputs = new int[rows];
    int[] targets = new int[rows];
    int row = 0;
    for (int t = 0; t < active.length; t++) {
      for (int b = 0; b < active[t]; b++, row++) {
        int at = start(b) + first + t;
        inputs[row] = tokens[at];
        targets[row] = tokens[at + 1];
      }
    }
    return new Batch(active, inputs, null, 0, null, targets, null, carriesState(step));
  }

  @Override
  public boolean carriesState(int step) {
    return step > 0;
  }

  private int start(int stream) {
    return stream * length + Math.min(stream, longer);
  }

  @Override
  public int maxRows() {
    return steps == 0 ? 0 : Math.min(chunk, length) * streams + longer;
  }

  @Override
  public int maxBatchSize() {
    return streams;
  }
}
