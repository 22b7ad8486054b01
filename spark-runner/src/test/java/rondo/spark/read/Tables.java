package rondo.spark.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import rondo.spark.Contexts;
import rondo.table.ColumnRequest;
import rondo.table.Field;
import rondo.table.SourceSpec;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.SplitSpec;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;
import rondo.table.Values;

/** Sources for tests, and what came of them as text. */
final class Tables {
  private Tables() {}

  /** A source that tests change one thing of. */
  record Source(
      String path,
      String format,
      Map<String, String> options,
      String query,
      List<String> key,
      String time,
      double maxGap,
      long maxLength,
      SplitSpec split,
      OnBadRecord onBadRecord,
      double badRecords) {
    static Source of(Path path) {
      return of(path.toString());
    }

    static Source of(String path) {
      return new Source(
          path,
          "auto",
          Map.of(),
          null,
          List.of(),
          null,
          0,
          0,
          SplitSpec.allTest(),
          OnBadRecord.FAIL,
          1);
    }

    Source as(String otherFormat) {
      return new Source(
          path,
          otherFormat,
          options,
          query,
          key,
          time,
          maxGap,
          maxLength,
          split,
          onBadRecord,
          badRecords);
    }

    Source options(Map<String, String> more) {
      return new Source(
          path, format, more, query, key, time, maxGap, maxLength, split, onBadRecord, badRecords);
    }

    Source query(String sql) {
      return new Source(
          path, format, options, sql, key, time, maxGap, maxLength, split, onBadRecord, badRecords);
    }

    Source steps(String timeColumn, String... keys) {
      return new Source(
          path,
          format,
          options,
          query,
          List.of(keys),
          timeColumn,
          maxGap,
          maxLength,
          split,
          onBadRecord,
          badRecords);
    }

    Source key(String... keys) {
      return steps(time, keys);
    }

    Source limits(double gap, long length) {
      return new Source(
          path, format, options, query, key, time, gap, length, split, onBadRecord, badRecords);
    }

    Source split(SplitSpec other) {
      return new Source(
          path,
          format,
          options,
          query,
          key,
          time,
          maxGap,
          maxLength,
          other,
          onBadRecord,
          badRecords);
    }

    Source onBad(OnBadRecord policy, double ceiling) {
      return new Source(
          path, format, options, query, key, time, maxGap, maxLength, split, policy, ceiling);
    }

    SourceSpec spec() {
      return new SourceSpec(
          path,
          format,
          options,
          query,
          key,
          time,
          maxGap,
          maxLength,
          split,
          onBadRecord,
          badRecords);
    }
  }

  static ColumnRequest column(String name) {
    return new ColumnRequest(name, null, false, false);
  }

  static ColumnRequest column(String name, ValueType type) {
    return new ColumnRequest(name, type, false, false);
  }

  static ColumnRequest whole(String name, ValueType type) {
    return new ColumnRequest(name, type, true, false);
  }

  static SparkSession session() {
    return SparkSession.builder().config(Contexts.on("local[2]").getConf()).getOrCreate();
  }

  /** Stages into a folder that is there until the result is closed. */
  static StagedTable stage(Source source, int shards, ColumnRequest... columns) throws IOException {
    return stage(source, ColumnTypes.UNKNOWN, shards, columns);
  }

  /** The same with types that are known. */
  static StagedTable stage(Source source, ColumnTypes known, int shards, ColumnRequest... columns)
      throws IOException {
    return stage(source, known, SortLimits.USUAL, shards, columns);
  }

  static StagedTable stage(Source source, SortLimits limits, int shards, ColumnRequest... columns)
      throws IOException {
    return stage(source, ColumnTypes.UNKNOWN, limits, shards, columns);
  }

  private static StagedTable stage(
      Source source, ColumnTypes known, SortLimits limits, int shards, ColumnRequest... columns)
      throws IOException {
    Path folder = Files.createTempDirectory("rondo-stage-test").resolve(UUID.randomUUID() + "");
    return new TableStager(
            Contexts.on("local[2]"), new org.apache.hadoop.conf.Configuration(), line -> {}, limits)
        .stage(source.spec(), List.of(columns), known, shards, folder.toString());
  }

  /** All sequences as text, shard by shard, without where they were read. */
  static List<String> sequences(Source source, int shards, ColumnRequest... columns)
      throws IOException {
    try (StagedTable staged = stage(source, shards, columns)) {
      return sequences(staged);
    }
  }

  static List<String> sequences(StagedTable staged) throws IOException {
    List<String> all = new ArrayList<>();
    Table table = staged.table();
    for (int shard = 0; shard < table.shards().size(); shard++) {
      try (TableReader reader = table.open(shard)) {
        while (reader.nextSequence()) {
          all.add(text(table, reader));
        }
      }
    }
    return all;
  }

  /** The same, sorted: for tests that do not look at the order. */
  static List<String> sorted(Source source, ColumnRequest... columns) throws IOException {
    List<String> all = sequences(source, 2, columns);
    Collections.sort(all);
    return all;
  }

  private static String text(Table table, TableReader reader) throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", reader.key()));
    text.append(" ").append(values(table.schema().sequence(), reader.sequence()));
    String part = "";
    while (reader.nextStep()) {
      String now = reader.split().name();
      text.append(now.equals(part) ? "" : " " + now).append(" ");
      part = now;
      text.append(reader.time()).append(values(table.schema().step(), reader.step()));
    }
    return part.isEmpty() ? text + " " + reader.split() : text.toString();
  }

  private static String values(List<Field> fields, Values values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      texts.add(
          switch (fields.get(i).type()) {
            case NUMBER -> values.isMissing(i) ? "null" : Double.toString(values.number(i));
            case TEXT -> String.valueOf(values.text(i));
            case NUMBERS -> Arrays.toString(values.numbers(i));
            case TEXTS -> String.valueOf(values.texts(i));
          });
    }
    return texts.toString();
  }

  /** What was rejected, a JSON object a line. */
  static String rejected(StagedTable staged) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      staged.writeRejected(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The bytes of all shards. */
  static List<byte[]> bytes(StagedTable staged) throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (Table.Shard shard : staged.table().shards()) {
      try (InputStream in = staged.table().files().open(shard.path(), 0)) {
        bytes.add(in.readAllBytes());
      }
    }
    return bytes;
  }

  static Path write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
