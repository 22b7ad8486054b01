package rondo.spark.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;

/**
 * Whether all files of a source have the same columns: Spark takes the columns of one of them, and
 * of the others what fits. Of CSV files it looks at the header itself; JSON has no columns to
 * compare.
 */
final class FileSchemas {
  private static final String NONE = "none";

  private FileSchemas() {}

  /**
   * Compares the files.
   *
   * @param used columns that matter; empty for all
   * @throws RondoException BAD_DATA if two files differ
   */
  static void require(
      JavaSparkContext spark,
      Configuration configuration,
      SourceSpec source,
      Input input,
      Set<String> used) {
    List<String> files = List.of(input.rows().inputFiles());
    boolean orc = files.stream().allMatch(file -> file.endsWith(".orc"));
    boolean parquet = files.stream().allMatch(file -> file.endsWith(".parquet"));
    if (files.size() < 2 || !(orc || parquet)) {
      return;
    }
    SerializableConfiguration settings = new SerializableConfiguration(configuration);
    int tasks = Math.min(files.size(), 4 * Math.max(1, spark.defaultParallelism()));
    List<String> columns =
        spark
            .parallelize(files, tasks)
            .map(file -> orc ? orc(file, settings) : parquet(file, settings))
            .collect();
    Map<String, String> first = parsed(columns.get(0));
    for (int i = 1; i < files.size(); i++) {
      compare(
          source, input.files(), files.get(0), first, files.get(i), parsed(columns.get(i)), used);
    }
  }

  private static void compare(
      SourceSpec source,
      Map<String, String> names,
      String a,
      Map<String, String> ofA,
      String b,
      Map<String, String> ofB,
      Set<String> used) {
    List<String> all = new ArrayList<>(ofA.keySet());
    ofB.keySet().stream().filter(name -> !ofA.containsKey(name)).forEach(all::add);
    for (String column : all) {
      String typeA = ofA.getOrDefault(column, NONE);
      String typeB = ofB.getOrDefault(column, NONE);
      if (!typeA.equals(typeB) && (used.isEmpty() || used.contains(column))) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            "The files at "
                + source.path()
                + " differ in column "
                + column
                + ": "
                + typeA
                + " in "
                + names.getOrDefault(a, a)
                + ", "
                + typeB
                + " in "
                + names.getOrDefault(b, b)
                + ", expected one type in all files; convert them, or read them apart");
      }
    }
  }

  private static Map<String, String> parsed(String columns) {
    Map<String, String> types = new TreeMap<>();
    columns
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(column -> types.put(column[0], column[1]));
    return types;
  }

  private static String parquet(String file, SerializableConfiguration settings)
      throws IOException {
    Path path = new Path(java.net.URI.create(file));
    StringBuilder columns = new StringBuilder();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, settings.value()))) {
      for (Type type : reader.getFileMetaData().getSchema().getFields()) {
        // How lists are written inside differs from program to program, and Spark reads them all.
        String plain =
            type.isPrimitive()
                ? String.valueOf(type.asPrimitiveType().getPrimitiveTypeName())
                : "group";
        String meaning =
            type.getLogicalTypeAnnotation() == null ? "" : " " + type.getLogicalTypeAnnotation();
        columns.append(type.getName()).append('\t').append(plain).append(meaning).append('\n');
      }
    }
    return columns.toString();
  }

  private static String orc(String file, SerializableConfiguration settings) throws IOException {
    Path path = new Path(java.net.URI.create(file));
    StringBuilder columns = new StringBuilder();
    try (Reader reader = OrcFile.createReader(path, OrcFile.readerOptions(settings.value()))) {
      TypeDescription schema = reader.getSchema();
      for (int i = 0; i < schema.getFieldNames().size(); i++) {
        columns
            .append(schema.getFieldNames().get(i))
            .append('\t')
            .append(schema.getChildren().get(i))
            .append('\n');
      }
    }
    return columns.toString();
  }
}
