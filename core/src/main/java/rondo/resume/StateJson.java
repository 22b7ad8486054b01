package rondo.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.TreeMap;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.optim.Plateau;
import rondo.round.LoopState;
import rondo.round.LoopState.Best;
import rondo.round.LoopState.EpochLoss;
import rondo.round.RoundState;

/**
 * A {@link LoopState} without its arrays. Real numbers are texts, which may be {@code NaN} and
 * {@code Infinity} and come back to the bit.
 *
 * @param data fingerprint of the data of all shards
 * @param carried numbers of each shard's state, by shard id
 */
record StateJson(
    String data,
    long rounds,
    long steps,
    long timeSteps,
    String seconds,
    int localSteps,
    long warmup,
    String plateauBest,
    int plateauSinceBest,
    int plateauSinceDrop,
    String plateauFactor,
    long bestRound,
    String bestLoss,
    String epochLossSum,
    String epochWeight,
    long droppedUpdates,
    long optimizerSteps,
    int moments,
    int slots,
    TreeMap<Integer, Integer> carried) {
  private static final int MOST_ARRAYS = 8;
  private static final int MOST_CARRIED = Integer.MAX_VALUE - 64; // they are read into one array
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  static StateJson of(LoopState state, String data) {
    TreeMap<Integer, Integer> carried = new TreeMap<>();
    state.state().carried().forEach((shard, values) -> carried.put(shard, values.length));
    Plateau plateau = state.plateau();
    return new StateJson(
        data,
        state.rounds(),
        state.steps(),
        state.timeSteps(),
        Double.toString(state.seconds()),
        state.localSteps(),
        state.warmup(),
        Double.toString(plateau.best()),
        plateau.sinceBest(),
        plateau.sinceDrop(),
        Double.toString(plateau.factor()),
        state.best().round(),
        Double.toString(state.best().validLoss()),
        Double.toString(state.epochLoss().sum()),
        Double.toString(state.epochLoss().weight()),
        state.droppedUpdates(),
        state.state().optimizerSteps(),
        state.state().moments().size(),
        state.state().slots().size(),
        carried);
  }

  byte[] toBytes() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Writing to memory does no input or output", e);
    }
  }

  /**
   * @param file for messages
   * @throws RondoException CORRUPT if it is not what {@link #toBytes} writes
   */
  static StateJson parse(byte[] bytes, String file) {
    try {
      StateJson json = JSON.readValue(bytes, StateJson.class);
      if (json == null) {
        throw new IllegalArgumentException("it is null");
      }
      json.check();
      return json;
    } catch (IOException | IllegalArgumentException e) {
      throw new RondoException(
          ExitCode.CORRUPT,
          file
              + " is damaged ("
              + e.getMessage().lines().findFirst().orElse("")
              + "), expected the state of a run; delete this checkpoint to use the one before",
          e);
    }
  }

  private void check() {
    boolean counts =
        rounds >= 0
            && steps >= rounds
            && timeSteps >= 0
            && localSteps >= 0
            && warmup >= 0
            && plateauSinceBest >= 0
            && plateauSinceDrop >= 0
            && bestRound >= 0
            && bestRound <= rounds
            && droppedUpdates >= 0
            && optimizerSteps >= 0;
    boolean arrays = moments >= 0 && moments <= MOST_ARRAYS && slots >= 0 && slots <= MOST_ARRAYS;
    boolean sizes =
        carried.size() <= 1 << 16
            && carried.values().stream().allMatch(size -> size != null && size > 0)
            && carried.values().stream().mapToLong(size -> size).sum() <= MOST_CARRIED;
    if (!counts || !arrays || !sizes) {
      throw new IllegalArgumentException("a count is out of range");
    }
    for (String number :
        new String[] {seconds, plateauBest, plateauFactor, bestLoss, epochLossSum, epochWeight}) {
      Double.parseDouble(number); // NumberFormatException is an IllegalArgumentException
    }
  }

  double bestValidLoss() {
    return Double.parseDouble(bestLoss);
  }

  /** The state with its arrays. */
  LoopState state(RoundState state, Best best) {
    return new LoopState(
        state,
        rounds,
        steps,
        timeSteps,
        Double.parseDouble(seconds),
        localSteps,
        warmup,
        new Plateau(
            Double.parseDouble(plateauBest),
            plateauSinceBest,
            plateauSinceDrop,
            Double.parseDouble(plateauFactor)),
        best,
        new EpochLoss(Double.parseDouble(epochLossSum), Double.parseDouble(epochWeight)),
        droppedUpdates);
  }
}
