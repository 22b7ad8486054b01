package rondo.spark.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BaseOrdering;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.data.MemoryFiles;
import rondo.fuzz.Refusals;
import rondo.spark.Contexts;
import rondo.table.ColumnRequest;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.TableWriter;
import scala.collection.immutable.Seq;

/**
 * What becomes of the lines of a file on their way into a staged shard, in one thread and without a
 * Spark job: they are parsed by Spark's own parser, go through the very expressions of the plan
 * that {@link TableStager} makes, are sorted as it says, and are written by the code of its tasks.
 */
final class RowPipeline {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Makes rows of lines; each may be overwritten when the next one is asked for. */
  @FunctionalInterface
  interface Lines {
    Iterator<InternalRow> rows(List<byte[]> lines);
  }

  private final Layout layout;
  private final StructType type; // of the rows that are sorted
  private final HadoopFsRelation relation;
  private final GenericInternalRow input;
  private final InternalRow metadata;
  private final List<UnsafeProjection> projections = new ArrayList<>(); // the last one comes first
  private final BaseOrdering order;
  private final Path folder;
  private Lines parser;

  /**
   * Plans how a file is read.
   *
   * @param sample the file, from which Spark takes the columns and their types
   * @param end of its name
   */
  RowPipeline(
      String sample,
      String end,
      Function<Tables.Source, Tables.Source> source,
      ColumnRequest... columns)
      throws Exception {
    folder = Files.createTempDirectory("rondo-fuzz-rows");
    folder.toFile().deleteOnExit();
    Path file = Files.writeString(folder.resolve("sample" + end), sample);
    file.toFile().deleteOnExit();
    TableStager stager = new TableStager(Contexts.on("local[2]"), new Configuration(), line -> {});
    TableStager.Plan planned =
        stager.plan(
            source.apply(Tables.Source.of(file)).spec(), List.of(columns), ColumnTypes.UNKNOWN, 1);
    layout = planned.layout();
    type = planned.rows().schema();
    LogicalPlan plan = planned.rows().queryExecution().optimizedPlan();
    Sort sort = (Sort) plan;
    plan = sort.child();
    order = RowOrdering.create(sort.order(), plan.output());
    while (!(plan instanceof LogicalRelation)) {
      if (plan instanceof Project project) {
        UnsafeProjection projection =
            UnsafeProjection.create(expressions(project), project.child().output());
        projection.initialize(0);
        projections.add(projection);
      } else if (!(plan instanceof RepartitionOperation)) {
        throw new IllegalStateException("the plan has a " + plan.nodeName());
      }
      plan = (LogicalPlan) plan.children().head();
    }
    relation = (HadoopFsRelation) ((LogicalRelation) plan).relation();
    input = new GenericInternalRow(plan.output().size());
    metadata = metadata(plan.output().last(), file);
  }

  @SuppressWarnings("unchecked") // a list that is only read
  private static Seq<Expression> expressions(Project project) {
    return (Seq<Expression>) (Seq<?>) project.projectList();
  }

  /** The value of the column {@code _metadata}. */
  private static InternalRow metadata(Attribute attribute, Path file) {
    StructType type = (StructType) attribute.dataType();
    GenericInternalRow row = new GenericInternalRow(type.size());
    for (int i = 0; i < type.size(); i++) {
      row.update(
          i,
          switch (type.apply(i).name()) {
            case "file_path", "file_name" -> UTF8String.fromString(file.toUri().toString());
            default -> 0L;
          });
    }
    return row;
  }

  /** Columns as Spark reads them, that of bad lines too. */
  StructType schema() {
    return relation.dataSchema();
  }

  /** The options of Spark's reader. */
  scala.collection.immutable.Map<String, String> options() {
    return relation.options();
  }

  /** Sets who parses. */
  void parseWith(Lines lines) {
    parser = lines;
  }

  /** The lines of a file: they end with a line feed, a carriage return or both. */
  static List<byte[]> lines(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n' || file[i] == '\r') {
        lines.add(Arrays.copyOfRange(file, from, i));
        boolean both = file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n';
        i += both ? 1 : 0;
        from = i + 1;
      }
    }
    if (from < file.length) {
      lines.add(Arrays.copyOfRange(file, from, file.length));
    }
    return lines;
  }

  /** Stages the lines of a file, and makes sure that no row is lost and that all can be read. */
  void stage(byte[] file) throws IOException {
    List<InternalRow> rows = new ArrayList<>();
    for (Iterator<InternalRow> parsed = parser.rows(lines(file)); parsed.hasNext(); ) {
      rows.add(projected(parsed.next()));
    }
    rows.sort(order::compare);
    Iterator<UnsafeRow> sorted =
        new SequenceSort(rows.iterator(), layout, type, SortLimits.USUAL.sequenceBytes());
    ByteArrayOutputStream staged = new ByteArrayOutputStream();
    ByteArrayOutputStream rejected = new ByteArrayOutputStream();
    long[] counts;
    Table.Shard shard;
    try (TableWriter writer = new TableWriter(staged, layout.schema());
        Rejects rejects = new Rejects(layout, () -> rejected)) {
      if (layout.source().stepRows()) {
        try (StepRows steps = new StepRows(layout, type.length(), writer, rejects, folder)) {
          steps.write(sorted);
        }
      } else {
        new SequenceRows(layout, writer, rejects).write(sorted);
      }
      shard = writer.finish("shard");
      counts = rejects.counts();
    }
    long bad = 0;
    for (long count : counts) {
      bad += count;
    }
    long good = layout.source().stepRows() ? shard.steps() : shard.sequences();
    Refusals.requireEqual("the rows", good + bad, (long) rows.size());
    requireLines(rejected.toByteArray(), bad);
    requireReadable(shard, staged.toByteArray());
  }

  private UnsafeRow projected(InternalRow parsed) {
    int columns = schema().size();
    for (int i = 0; i < columns; i++) {
      input.update(i, parsed.isNullAt(i) ? null : parsed.get(i, schema().apply(i).dataType()));
    }
    input.update(columns, metadata);
    InternalRow row = input;
    for (int i = projections.size() - 1; i >= 0; i--) {
      row = projections.get(i).apply(row);
    }
    return ((UnsafeRow) row).copy();
  }

  /** What was left out is written as JSON, an object a line. */
  private static void requireLines(byte[] rejected, long bad) throws IOException {
    String text = new String(rejected, StandardCharsets.UTF_8);
    List<String> lines = text.isEmpty() ? List.of() : List.of(text.split("\n"));
    Refusals.requireEqual("the lines of what is bad", (long) lines.size(), bad);
    for (String line : lines) {
      if (JSON.readTree(line).path("reason").asText().isEmpty()) {
        throw new AssertionError("no reason: " + line);
      }
    }
  }

  private void requireReadable(Table.Shard shard, byte[] bytes) throws IOException {
    Table table = new Table(layout.schema(), List.of(shard), MemoryFiles.of(shard.path(), bytes));
    try (TableReader reader = table.open(0)) {
      while (reader.nextSequence()) {
        while (reader.nextStep()) {
          reader.step();
        }
      }
    }
  }
}
