package rondo.data;

import java.util.Arrays;
import java.util.Locale;
import rondo.error.ExitCode;
import rondo.error.RondoException;

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
  private final Sequences text;
  private final int streams; // B
  private final long length; // of the shorter streams
  private final int longer; // streams that are one time step longer
  private final int chunk;
  private final int steps;

  /**
   * @param text one sequence of tokens
   * @param batch largest number of streams
   * @param truncate time steps of a chunk; 0: a stream is one chunk
   * @throws IllegalArgumentException if a time step does not have one token
   * @throws RondoException CONFIG if a batch would have more rows, or an epoch more batches, than
   *     can be counted
   */
  public StreamBatches(Sequences text, int batch, int truncate) {
    if (text.layout().tokenColumns() != 1) {
      throw new IllegalArgumentException(
          "Got " + text.layout().tokenColumns() + " tokens a time step, expected 1 of a text");
    }
    long positions = Math.max(0, text.timeSteps() - 1);
    this.text = text;
    this.streams =
        (int) Math.min(batch, Math.max(positions / Math.max(1, truncate), positions > 0 ? 1 : 0));
    this.length = streams == 0 ? 0 : positions / streams;
    this.longer = streams == 0 ? 0 : (int) (positions % streams);
    long wanted = truncate == 0 ? Math.max(1, length) : truncate;
    long count = length / wanted + (length % wanted == 0 ? 0 : 1);
    if (count > Integer.MAX_VALUE || (Math.min(wanted, length) + 1) * streams > Integer.MAX_VALUE) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              Locale.ROOT,
              "training.truncate: got %d, which cuts the %d time steps of a shard into %d batches"
                  + " of up to %d, expected at most %d of either; raise rounds.shards, or set"
                  + " training.truncate and training.batch to what fits into memory",
              truncate,
              text.timeSteps(),
              count,
              Math.min(wanted, length) * streams,
              Integer.MAX_VALUE));
    }
    this.chunk = (int) wanted;
    this.steps = (int) count;
  }

  /** As above, of a text in memory. */
  public StreamBatches(int[] tokens, int batch, int truncate) {
    this(SequenceStore.ofText(tokens), batch, truncate);
  }

  @Override
  public int stepsPerEpoch() {
    return steps;
  }

  @Override
  public Batch batch(int epoch, int step) {
    long first = (long) step * chunk;
    boolean last = step == steps - 1;
    int common = (int) Math.min(chunk, length - first); // time steps of all streams
    int[] active = new int[common + (last && longer > 0 ? 1 : 0)];
    Arrays.fill(active, 0, common, streams);
    if (active.length > common) {
      active[common] = longer;
    }
    int rows = common * streams + (active.length > common ? longer : 0);
    int[] inputs = new int[rows];
    int[] targets = new int[rows];
    int[] stream = new int[active.length + 1]; // inputs of one stream and the target of the last
    for (int b = 0; b < streams; b++) {
      int count = b < longer ? active.length : common;
      text.tokens(start(b) + first, count + 1, stream);
      for (int t = 0; t < count; t++) {
        inputs[t * streams + b] = stream[t];
        targets[t * streams + b] = stream[t + 1];
      }
    }
    return new Batch(active, inputs, null, 0, null, targets, null, carriesState(step));
  }

  @Override
  public boolean carriesState(int step) {
    return step > 0;
  }

  private long start(int stream) {
    return stream * length + Math.min(stream, longer);
  }

  @Override
  public int maxRows() {
    return steps == 0 ? 0 : (int) Math.min(chunk, length) * streams + longer;
  }

  @Override
  public int maxBatchSize() {
    return streams;
  }
}
