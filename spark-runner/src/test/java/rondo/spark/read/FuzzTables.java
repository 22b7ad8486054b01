package rondo.spark.read;

import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.whole;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;
import rondo.spark.Contexts;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.ValueType;

/**
 * Whole files through Spark jobs, a second each: header or names of fields, types, rows. The input:
 * how it is read (bit 0: CSV or JSON, bit 1: rows are time steps or sequences, bits 2 and 3: what
 * becomes of bad records), then the file.
 */
public final class FuzzTables implements FuzzTarget {
  private static final int JSON = 1;
  private static final int SEQUENCES = 2;

  private final Path folder;
  private long number;

  /** Makes a folder for the files. */
  public FuzzTables() throws Exception {
    folder = Files.createTempDirectory("rondo-fuzz-tables");
    folder.toFile().deleteOnExit();
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        input(0, "k,t,v,y\na,1,0.5,p\na,2,1.5,p\nb,1,2.5,q\n"),
        input(4, "k;t\tv,\"y\n\r\n,,,\nk,t,v,y,z\n1,2,3\n"),
        input(8, "k,t,v,y\na,2026-01-01,oops,p\na,2026-01-02,1,p\n,,,\n"),
        input(4 + JSON, "{\"k\":\"a\",\"t\":1,\"v\":2,\"y\":\"p\"}\n{\"k\":[1],\"t\":null}\nnot\n"),
        input(
            JSON + SEQUENCES, "{\"k\":1,\"v\":[1,2],\"y\":\"p\"}\n{\"k\":2,\"v\":[],\"y\":\"q\"}"),
        input(8 + JSON + SEQUENCES, "[{\"v\":[[1,2],[3]],\"k\":{\"a\":1},\"y\":\"p\"}]"));
  }

  private static byte[] input(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] input = new byte[1 + bytes.length];
    input[0] = (byte) kind;
    System.arraycopy(bytes, 0, input, 1, bytes.length);
    return input;
  }

  @Override
  public void read(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    int kind = input[0];
    Path file = folder.resolve(number++ + ((kind & JSON) == 0 ? ".csv" : ".json"));
    Files.write(file, Arrays.copyOfRange(input, 1, input.length));
    OnBadRecord policy = OnBadRecord.values()[(kind >> 2 & 3) % OnBadRecord.values().length];
    Tables.Source source = Tables.Source.of(file).key("k").onBad(policy, 0.9);
    ColumnRequest label = whole("y", ValueType.TEXT);
    Tables.Source read = (kind & SEQUENCES) == 0 ? source.steps("t", "k") : source;
    StagedTable staged =
        Refusals.taken(
            () ->
                new TableStager(Contexts.on("local[2]"), new Configuration(), line -> {})
                    .stage(
                        read.spec(),
                        List.of(column("v"), label),
                        2,
                        folder.resolve("staged-" + number).toString()),
            ExitCode.BAD_DATA,
            ExitCode.CONFIG);
    if (staged != null) {
      try (staged) {
        Tables.sequences(staged);
        Tables.rejected(staged);
      }
    }
    Files.delete(file);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  /** Spark plans and compiles each file anew. */
  @Override
  public long mostAllocated(int length) {
    return 1L << 30;
  }
}
