package rondo.spark.read;

import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.whole;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.catalyst.csv.CSVHeaderChecker;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.catalyst.csv.UnivocityParser;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import rondo.fuzz.FuzzTarget;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.ValueType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lines of a CSV file whose rows are time steps, with a key, a time, a number, a text and a label
 * of the whole sequence. {@link FuzzTables} reads the header, too.
 */
public final class FuzzCsvRows implements FuzzTarget {
  private static final String SAMPLE =
      "k,t,v,w,y\na,1,0.5,x,p\na,2,oops,x,p\nb,1,2.5,y,q\nb,2,2.5,y,q\n";
  private static final String MALFORMED = "_rondo_malformed";

  private final RowPipeline rows;

  /** Plans how such a file is read. */
  public FuzzCsvRows() throws Exception {
    rows =
        new RowPipeline(
            SAMPLE,
            ".csv",
            source -> source.steps("t", "k").limits(3, 4).onBad(OnBadRecord.QUARANTINE, 1),
            column("v"),
            column("w", ValueType.TEXT),
            whole("y", ValueType.TEXT));
    CSVOptions options = new CSVOptions(rows.options(), false, "UTC", MALFORMED);
    StructType columns = new StructType();
    for (StructField field : rows.schema().fields()) {
      columns = field.name().equals(MALFORMED) ? columns : columns.add(field);
    }
    UnivocityParser parser = new UnivocityParser(columns, columns, options);
    CSVHeaderChecker header = new CSVHeaderChecker(columns, options, "fuzz", false);
    rows.parseWith(
        lines ->
            CollectionConverters.asJava(
                UnivocityParser.parseIterator(
                    CollectionConverters.asScala(
                        lines.stream()
                            .map(line -> new String(line, StandardCharsets.ISO_8859_1))
                            .iterator()),
                    parser,
                    header,
                    rows.schema())));
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes(SAMPLE.substring(SAMPLE.indexOf('\n') + 1)),
        bytes("a,1,0.5,\"x, \"\"y\"\"\",p\r\na,1,NaN,é😀,p\na,9,-1e308,,p\n"),
        bytes("b,x,1,2,3\n,1,1,w,y\nc,3,1,w,y\nc,4,1,w,z\nc,,1,w,y\n"),
        bytes("d,1,1,w,y\nd,2,1,w,y\nd,3,1,w,y\nd,4,1,w,y\nd,5,1,w,y\nd,6,1,w,y,7\nd\n\n"),
        new byte[] {'a', ',', '1', ',', '1', ',', (byte) 0xFF, ',', 'y', '\n'});
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
