package rondo.network;

import java.util.Arrays;
import java.util.List;
import rondo.data.Batch;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;

/** Batches of tokens with other inputs in their place: of several columns, and real ones. */
final class MixedRows {
  private MixedRows() {}

  /** A model with another input. */
  static ModelSpec with(ModelSpec spec, InputSpec input) {
    return new ModelSpec(
        input,
        spec.cell(),
        spec.hidden(),
        spec.dropout(),
        spec.recurrentDropout(),
        spec.initialState(),
        spec.outputs());
  }

  /** The same sequences and targets, with random inputs for {@code input}. */
  static Batch of(Batch batch, InputSpec input) {
    int count = input.columns().size();
    int[] tokens = new int[batch.rows() * count];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = CounterRandom.below(11, i, input.columns().get(i % count).tokens());
    }
    float[] features = input.size() == 0 ? null : new float[batch.rows() * input.size()];
    for (int i = 0; features != null && i < features.length; i++) {
      features[i] = (float) (2 * CounterRandom.uniform(12, i) - 1);
    }
    return new Batch(
        active(batch),
        tokens,
        count,
        features,
        input.size(),
        batch.outputRows,
        batch.targetClasses,
        batch.targetValues,
        null,
        null,
        batch.carriesState);
  }

  /** The same with the vectors of tokens as real inputs before the others. */
  static Batch dense(Batch batch, List<TokenColumn> columns, float[] parameters) {
    int width = columns.stream().mapToInt(TokenColumn::embedding).sum() + batch.featureSize;
    float[] features = new float[batch.rows() * width];
    for (int row = 0; row < batch.rows(); row++) {
      int at = row * width;
      int first = 0; // parameter of the column
      for (int column = 0; column < columns.size(); column++) {
        int size = columns.get(column).embedding();
        int token = batch.tokens[row * columns.size() + column];
        System.arraycopy(parameters, first + token * size, features, at, size);
        first += columns.get(column).tokens() * size;
        at += size;
      }
      for (int i = 0; i < batch.featureSize; i++) {
        features[at + i] = batch.features[row * batch.featureSize + i];
      }
    }
    return new Batch(
        active(batch),
        null,
        features,
        width,
        batch.outputRows,
        batch.targetClasses,
        batch.targetValues,
        batch.carriesState);
  }

  private static int[] active(Batch batch) {
    int[] active = new int[batch.timeSteps()];
    Arrays.setAll(active, batch::activeRows);
    return active;
  }
}
