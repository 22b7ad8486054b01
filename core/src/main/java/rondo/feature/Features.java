package rondo.feature;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import rondo.data.RangeScanner;
import rondo.model.InputSpec;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.table.Values;

/**
 * Fitted features: what each time step of a sequence gives to the network. Token columns hold one
 * number a time step, of a value that is embedded or a unit vector; real features are scaled
 * numbers and the 0s and 1s of sets, one feature after the other as the job file names them. Values
 * of the whole sequence are repeated at every time step.
 *
 * <p>Thread use: immutable; an {@link Encoder} of it is for one thread.
 */
public interface Features extends Serializable {
  /** What enters the network. */
  InputSpec input();

  /** Token columns: 0 to as many as there are embedded features. */
  int tokenColumns();

  /** Different tokens of the token column with the most. */
  int mostTokens();

  /** Real features a time step. */
  int featureSize();

  /** What was fitted, as JSON for the model directory; {@link #read} is the inverse. */
  String toJson();

  /** What to tell the user: name and value, in order. */
  Map<String, String> facts();

  /** Whether a text makes the time steps. */
  boolean isTokenized();

  /**
   * A new encoder for tables of this schema.
   *
   * @throws rondo.error.RondoException BAD_DATA if the table lacks a column of the features, or has
   *     it as another type
   */
  Encoder encoder(TableSchema schema);

  /**
   * Encodes sequences one after the other. A value that was not seen in the learned part has a
   * place of its own, so nothing that is encoded is refused here.
   *
   * <p>Thread use: one thread.
   */
  interface Encoder {
    /**
     * All time steps of a sequence, where a text makes them; none if the text has none.
     *
     * @throws IllegalStateException if no text makes them
     */
    void text(Values sequence, StepSink sink) throws IOException;

    /**
     * One time step.
     *
     * @param sequence values of the sequence that it belongs to
     * @throws IllegalStateException if a text makes the time steps
     */
    void step(Values sequence, Values step, StepSink sink) throws IOException;
  }

  /**
   * Fits features to the learned part of a table: sums and counts are taken shard by shard and
   * added in the order of shards, so that they do not depend on the machine.
   *
   * @param scanner does the pass over the shards
   * @throws rondo.error.RondoException CONFIG if a feature does not fit its column; BAD_DATA if
   *     there is nothing to fit to
   * @throws IOException if the table cannot be read
   */
  static Features fit(List<FeatureSpec> specs, Table table, RangeScanner scanner)
      throws IOException {
    return Fitting.fit(specs, table, scanner);
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @param name of the file, for messages
   * @throws rondo.error.RondoException CORRUPT if it is not as it was written
   */
  static Features read(String json, String name) {
    return FeaturesJson.read(json, name);
  }
}
