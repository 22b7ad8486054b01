package rondo.task;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.feature.FeatureSpec;
import rondo.table.Field;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.table.TableWriter;
import rondo.table.TimeKind;
import rondo.table.ValueType;

/** Staged tables of series, and what a job says about them. */
public final class SeriesTables {
  public static final TableSchema SCHEMA =
      new TableSchema(
          List.of("id"),
          TimeKind.WHOLE,
          List.of(),
          List.of(
              Field.of("a", ValueType.NUMBER),
              Field.of("b", ValueType.NUMBER),
              Field.of("hour", ValueType.NUMBER),
              Field.of("mode", ValueType.TEXT)));

  private SeriesTables() {}

  /** A time step: its part and the values of a, b, hour and mode. */
  public record Step(Split split, double a, double b, double hour, String mode) {
    public Step(Split split, double a) {
      this(split, a, 0, 0, "");
    }
  }

  /** Series by shard: a file each. */
  public static Table stage(Path folder, List<List<List<Step>>> shards) throws IOException {
    List<Table.Shard> files = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      Path file = folder.resolve("shard-" + shard);
      try (OutputStream out = Files.newOutputStream(file);
          TableWriter writer = new TableWriter(out, SCHEMA)) {
        int number = 0;
        for (List<Step> series : shards.get(shard)) {
          String id = shard + "-" + number++;
          writer.sequence(Split.TRAIN, new String[] {id}, id + ".csv:1", new Object[0]);
          for (int t = 0; t < series.size(); t++) {
            Step s = series.get(t);
            Object[] values = {present(s.a()), present(s.b()), s.hour(), s.mode()};
            writer.step(s.split(), t, values);
          }
        }
        files.add(writer.finish(file.toString()));
      }
    }
    return new Table(SCHEMA, files, new LocalFileAccess());
  }

  /** Pieces of one series, as gaps in time make them. */
  public static Table pieces(Path folder, List<List<Step>> pieces) throws IOException {
    Path file = folder.resolve("pieces");
    try (OutputStream out = Files.newOutputStream(file);
        TableWriter writer = new TableWriter(out, SCHEMA)) {
      long time = 0;
      for (List<Step> piece : pieces) {
        writer.sequence(Split.TRAIN, new String[] {"a"}, "id a", new Object[0]);
        for (Step s : piece) {
          Object[] values = {present(s.a()), present(s.b()), s.hour(), s.mode()};
          writer.step(s.split(), time++, values);
        }
        time += 100;
      }
      Table.Shard shard = writer.finish(file.toString());
      return new Table(SCHEMA, List.of(shard), new LocalFileAccess());
    }
  }

  private static Double present(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** A job that forecasts {@code target} with other options at their defaults. */
  public static TableSpec job(WindowSpec window, int season, String... target) {
    return job(window, season, List.of(), List.of(), List.of(), target);
  }

  public static TableSpec job(
      WindowSpec window,
      int season,
      List<FeatureSpec> inputs,
      List<String> known,
      List<Double> quantiles,
      String... target) {
    SourceSpec source =
        new SourceSpec(
            "series.csv",
            "auto",
            Map.of(),
            null,
            List.of("id"),
            "time",
            0,
            0,
            SplitSpec.fractions(0.1, 0.1),
            SourceSpec.OnBadRecord.FAIL,
            0);
    return new TableSpec(source, inputs, List.of(target), window, known, quantiles, season, false);
  }

  public static TaskContext context(TableSpec job, Table table) {
    DataSpec data = new DataSpec("series.csv", 0.1, 0.1, 0, 0, job);
    return new TaskContext(data, 0, 0, 1, new LocalFileAccess(), RangeScanner.LOCAL, table);
  }
}
