package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import rondo.data.WindowLayout;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.Features;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.ValueType;
import rondo.table.Values;

/**
 * Turns the time steps of a table into what {@link WindowLayout} stores.
 *
 * <p>Thread use: one thread.
 */
final class SeriesEncoder {
  private final List<ForecastSpec.Series> series;
  private final int[] fields;
  private final Features.Encoder past; // null: none
  private final Features.Encoder known; // null: none
  private final boolean pastOneHot;
  private final boolean knownOneHot;
  private final int pastTokens;
  private final int pastNumbers;
  private final int knownNumbers;

  /** Values, inputs of the past and known inputs of the last time step. */
  final float[] values;

  /** Its tokens. */
  final int[] tokens;

  private int filledValues;
  private int filledTokens;

  /**
   * @throws RondoException BAD_DATA if the table lacks a column
   */
  SeriesEncoder(TableSchema schema, ForecastSpec spec, SeriesInputs inputs, WindowLayout layout) {
    this.series = spec.series();
    this.fields = fields(schema, series.stream().map(ForecastSpec.Series::name).toList());
    this.past = inputs.past() == null ? null : inputs.past().encoder(schema);
    this.known = inputs.known() == null ? null : inputs.known().encoder(schema);
    this.pastOneHot = past != null && SeriesInputs.isOneHot(inputs.past());
    this.knownOneHot = known != null && SeriesInputs.isOneHot(inputs.known());
    this.pastTokens = layout.pastTokens();
    this.pastNumbers = layout.pastFeatures();
    this.knownNumbers = layout.knownFeatures();
    this.values = new float[layout.stored()];
    this.tokens = new int[layout.tokens()];
  }

  /**
   * The places of series among the fields of a time step.
   *
   * @throws RondoException BAD_DATA if one is not there, or no number
   */
  static int[] fields(TableSchema schema, List<String> names) {
    int[] fields = new int[names.size()];
    for (int s = 0; s < fields.length; s++) {
      fields[s] = schema.stepField(names.get(s));
      if (fields[s] < 0) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            "data.target: the table has no column "
                + names.get(s)
                + " with a value for each time step, expected a number; name such a column");
      }
      if (schema.step().get(fields[s]).type() != ValueType.NUMBER) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            "data.target: the column "
                + names.get(s)
                + " holds "
                + schema.step().get(fields[s]).type()
                + ", expected a number a time step; cast it in data.query");
      }
    }
    return fields;
  }

  /**
   * The value of a series at the time step at hand.
   *
   * @throws RondoException BAD_DATA if it is missing
   */
  static double value(TableReader reader, Values step, int field, String name) {
    if (step.isMissing(field)) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.target: "
              + name
              + " is missing at "
              + reader.origin()
              + ", expected a number at each time step; fill it in, or leave such rows out, in"
              + " data.query");
    }
    return step.number(field);
  }

  /** The time step at hand. */
  void step(TableReader reader) throws IOException {
    Values step = reader.step();
    for (int s = 0; s < fields.length; s++) {
      ForecastSpec.Series one = series.get(s);
      values[s] = one.standardized(value(reader, step, fields[s], one.name()));
    }
    inputs(reader);
  }

  /** Whether the values of all series are missing at the time step at hand: it is in the future. */
  boolean isFuture(TableReader reader) {
    for (int field : fields) {
      if (!reader.step().isMissing(field)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The time step at hand, which has known inputs alone: its values are no numbers, and of inputs
   * of the past, which nothing reads there, there need be none.
   */
  void future(TableReader reader) throws IOException {
    Arrays.fill(values, 0, fields.length, Float.NaN);
    Arrays.fill(values, fields.length, fields.length + pastNumbers, 0);
    Arrays.fill(tokens, 0, pastTokens, 0);
    filledValues = fields.length + pastNumbers;
    filledTokens = pastTokens;
    knownInputs(reader);
  }

  private void inputs(TableReader reader) throws IOException {
    filledValues = fields.length;
    filledTokens = 0;
    if (past != null) {
      past.step(reader.sequence(), reader.step(), pastOneHot ? this::oneHotPast : this::copy);
    }
    knownInputs(reader);
  }

  private void knownInputs(TableReader reader) throws IOException {
    if (known != null) {
      known.step(reader.sequence(), reader.step(), knownOneHot ? this::oneHotKnown : this::copy);
    }
  }

  private void copy(int[] stepTokens, float[] features) {
    System.arraycopy(stepTokens, 0, tokens, filledTokens, stepTokens.length);
    System.arraycopy(features, 0, values, filledValues, features.length);
    filledTokens += stepTokens.length;
    filledValues += features.length;
  }

  private void oneHotPast(int[] stepTokens, float[] features) {
    unit(stepTokens[0], pastNumbers);
  }

  private void oneHotKnown(int[] stepTokens, float[] features) {
    unit(stepTokens[0], knownNumbers);
  }

  private void unit(int token, int size) {
    Arrays.fill(values, filledValues, filledValues + size, 0);
    values[filledValues + token] = 1;
    filledValues += size;
  }
}
