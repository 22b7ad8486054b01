package rondo.feature;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.Values;

/**
 * Fits features in one pass: each shard gives its sums, which are added in the order of shards.
 *
 * <p>A value of the whole sequence counts once, if the sequence, or one of its time steps, is in
 * the learned part.
 */
final class Fitting {
  /** A shard and its number. */
  private record Part(int number, Table.Shard shard) implements Serializable {}

  /**
   * What one shard gives.
   *
   * @param sums one a feature
   * @param rows time steps, or texts that make them, in the learned part
   */
  private record ShardSums(ArrayList<Sums> sums, long rows) implements Serializable {}

  private final List<FeatureSpec> specs;
  private final List<FieldPlace> places = new ArrayList<>();
  private final boolean cut;
  private final ArrayList<Sums> sums = new ArrayList<>();
  private long rows;
  private long sequences;

  private Fitting(List<FeatureSpec> specs, TableSchema schema, int shard, Extent extent) {
    this.specs = specs;
    String column = FieldPlace.cut(specs);
    this.cut = column != null;
    for (FeatureSpec spec : specs) {
      FieldPlace place = FieldPlace.of(spec, schema, column);
      places.add(place);
      long values = place.ofSequence() ? extent.sequences : extent.steps;
      sums.add(Sums.of(spec, place.field(), shard, values, spec.column().equals(column)));
    }
  }

  /** Sizes of the whole table. */
  private record Extent(long sequences, long steps) implements Serializable {
    static Extent of(Table table) {
      return new Extent(
          table.shards().stream().mapToLong(Table.Shard::sequences).sum(),
          table.shards().stream().mapToLong(Table.Shard::steps).sum());
    }
  }

  static Features fit(List<FeatureSpec> specs, Table table, RangeScanner scanner)
      throws IOException {
    TableSchema schema = table.schema();
    ArrayList<FeatureSpec> resolved = new ArrayList<>(Resolved.of(specs, schema));
    Extent extent = Extent.of(table);
    Fitting all = new Fitting(resolved, schema, -1, extent);
    for (ShardSums shard : scan(resolved, table, extent, scanner)) {
      all.rows += shard.rows;
      for (int i = 0; i < resolved.size(); i++) {
        all.sums.get(i).addAll(shard.sums.get(i));
      }
    }
    if (all.rows == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The learned part of the table has no time step, expected at least one (a row, an"
              + " element of a list, or a text that is cut); check data.split and data.inputs");
    }
    try {
      List<Feature> features = new ArrayList<>();
      for (int i = 0; i < resolved.size(); i++) {
        features.add(all.sums.get(i).finish(resolved.get(i)));
      }
      return new FittedFeatures(features);
    } catch (IllegalArgumentException e) {
      throw Resolved.bad(e.getMessage());
    }
  }

  private static List<ShardSums> scan(
      ArrayList<FeatureSpec> specs, Table table, Extent extent, RangeScanner scanner)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Table.Shard shard : table.shards()) {
      parts.add(new Part(parts.size(), shard));
    }
    FileAccess files = table.files();
    TableSchema schema = table.schema();
    try {
      return scanner.scan(
          parts,
          part -> {
            Table one = new Table(schema, List.of(part.shard), files);
            try (TableReader reader = one.open(0)) {
              return new Fitting(specs, schema, part.number, extent).read(reader);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ShardSums read(TableReader reader) throws IOException {
    while (reader.nextSequence()) {
      boolean counted = cut && reader.split() == Split.TRAIN;
      if (counted) {
        add(reader, true);
        rows++;
      }
      while (!cut && reader.nextStep()) {
        if (reader.split() != Split.TRAIN) {
          continue;
        }
        if (!counted) {
          add(reader, true);
          counted = true;
        }
        add(reader, false);
        rows++;
      }
      sequences++;
    }
    return new ShardSums(sums, rows);
  }

  /** Adds the values of the sequence, or those of the time step. */
  private void add(TableReader reader, boolean ofSequence) {
    Values values = ofSequence ? reader.sequence() : reader.step();
    for (int i = 0; i < places.size(); i++) {
      FieldPlace place = places.get(i);
      if (place.ofSequence() != ofSequence) {
        continue;
      }
      if (values.isMissing(place.index())) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            specs.get(i).column()
                + ": got no value in the sequence of "
                + reader.origin()
                + ", expected one in every row; give it a value, or leave such rows out");
      }
      sums.get(i).add(values, place.index(), ofSequence ? sequences : rows);
    }
  }
}
