package rondo.spark.read;

import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.whole;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.CreateJacksonParser;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.fuzz.FuzzTarget;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.ValueType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lines of a JSON file whose rows are whole sequences: lists of numbers, of lists of numbers and of
 * texts, a set of texts and a label.
 */
public final class FuzzJsonRows implements FuzzTarget {
  private static final String SAMPLE =
      "{\"id\":\"a\",\"x\":[1,2.5],\"m\":[[1,2],[3,4]],\"w\":[\"p\",\"q\"],\"y\":\"yes\"}\n"
          + "{\"id\":\"b\",\"x\":[1],\"m\":[[0.1,-2e-9]],\"w\":[\"é😀\"],\"y\":\"no\"}\n";
  private static final String MALFORMED = "_rondo_malformed";

  private final RowPipeline rows;

  /** Plans how such a file is read. */
  public FuzzJsonRows() throws Exception {
    rows =
        new RowPipeline(
            SAMPLE,
            ".json",
            source -> source.key("id").limits(0, 5).onBad(OnBadRecord.QUARANTINE, 1),
            column("x"),
            column("m"),
            column("w"),
            whole("y", ValueType.TEXT));
    JSONOptions options = new JSONOptions(rows.options(), "UTC", MALFORMED);
    StructType columns = new StructType();
    for (StructField field : rows.schema().fields()) {
      columns = field.name().equals(MALFORMED) ? columns : columns.add(field);
    }
    JacksonParser parser =
        new JacksonParser(
            columns, options, true, CollectionConverters.asScala(List.<Filter>of()).toSeq());
    FailureSafeParser<Text> safe =
        new FailureSafeParser<>(
            line ->
                parser.parse(
                    line,
                    (factory, text) -> CreateJacksonParser.text(factory, text),
                    text -> UTF8String.fromBytes(text.getBytes(), 0, text.getLength())),
            options.parseMode(),
            rows.schema(),
            MALFORMED);
    rows.parseWith(
        lines ->
            lines.stream()
                .flatMap(
                    line -> {
                      List<InternalRow> copies = new ArrayList<>();
                      CollectionConverters.asJava(safe.parse(new Text(line)))
                          .forEachRemaining(row -> copies.add(row.copy()));
                      return copies.stream();
                    })
                .iterator());
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes(SAMPLE),
        bytes("{\"id\":\"a\",\"x\":[1,null],\"m\":[[1,2]],\"w\":null,\"y\":1}\n[]\n{}\n"),
        bytes("[{\"id\":\"a\"},{\"id\":2,\"x\":[],\"m\":[],\"w\":[],\"y\":\"\\ud800\"}]\nnull\n"),
        bytes(
            "{\"id\":\"c\",\"x\":[1,2,3,4,5,6],\"m\":[[1],[2],[3],[4],[5],[6]],"
                + "\"w\":[1,true,{},[],\"\",null],\"y\":\"\\u0000\"}\n"),
        bytes("{\"id\":\"d\",\"x\":[\"NaN\",1e999,\"a\"],\"m\":7,\"w\":\"t\",\"z\":{\"q\":[{}]}}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Spark writes and looks up the code that compares rows for each shard that needs it. */
  @Override
  public long mostAllocated(int length) {
    return (64L << 20) + 4096L * length;
  }

  @Override
  public void read(byte[] input) throws Exception {
    rows.stage(input);
  }
}
