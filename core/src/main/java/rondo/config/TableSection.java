package rondo.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import rondo.data.WindowLayout;
import rondo.feature.FeatureSpec;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.task.TableSpec;
import rondo.task.WindowSpec;

/** Reads what the section {@code data} says about a table; refuses it where there is none. */
final class TableSection {
  private static final List<String> FORMATS =
      List.of("auto", "parquet", "csv", "json", "orc", "text", "binary");

  private static final List<String> OF_ALL_TASKS = List.of("path", "validation", "test");
  private static final List<String> OF_OTHER_TASKS = List.of("length", "examples");
  private static final List<String> OF_TEXTS = List.of("tokens", "vocabulary");

  private final Section data;
  private final ConfigObject defaults;

  /**
   * @param data of the job
   * @param defaults of the same section
   */
  TableSection(Section data, ConfigObject defaults) {
    this.data = data;
    this.defaults = defaults;
  }

  /** What is said, whether a task needs it or not. */
  TableSpec read() {
    SourceSpec source = source();
    List<FeatureSpec> inputs = InputList.read(data, "inputs");
    List<String> target = data.texts("target");
    int length = data.whole("window");
    int stride = data.whole("stride");
    int horizon = data.whole("horizon");
    WindowLayout.Level normalize = data.choice("normalize", WindowLayout.Level.class);
    WindowSpec window = data.build(() -> new WindowSpec(length, stride, horizon, normalize));
    List<String> known = data.texts("known");
    List<Double> quantiles = data.numbers("quantiles");
    int season = data.whole("season");
    boolean balanced = data.flag("balanced");
    return data.build(
        () -> new TableSpec(source, inputs, target, window, known, quantiles, season, balanced));
  }

  private SourceSpec source() {
    String path = data.text("path").orElse(null);
    String format = data.choice("format", FORMATS);
    Map<String, String> options = data.free("options");
    String query = data.text("query").orElse(null);
    List<String> key = data.texts("key");
    String time = data.text("time").orElse(null);
    double maxGap = data.number("max-gap");
    long maxLength = data.wide("max-length");
    SplitSpec split = split(data.section("split"));
    SourceSpec.OnBadRecord onBadRecord = data.choice("on-bad-record", SourceSpec.OnBadRecord.class);
    double badRecords = data.number("bad-records");
    return data.build(
        () ->
            new SourceSpec(
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
                badRecords));
  }

  private SplitSpec split(Section s) {
    SplitSpec.By by = s.choice("by", SplitSpec.By.class);
    String column = s.text("column").orElse(null);
    double validation = data.number("validation");
    double test = data.number("test");
    String validationFrom = s.text("validation-from").orElse(null);
    String testFrom = s.text("test-from").orElse(null);
    String until = s.text("until").orElse(null);
    List<String> validationFiles = s.texts("validation-files");
    List<String> testFiles = s.texts("test-files");
    return s.build(
        () ->
            new SplitSpec(
                by,
                column,
                validation,
                test,
                validationFrom,
                testFrom,
                until,
                validationFiles,
                testFiles));
  }

  /**
   * Refuses what a task that reads this table cannot be done with, whichever task it is.
   *
   * @param task its name
   */
  void require(String task) {
    for (String key : OF_OTHER_TASKS) {
      requireDefault(key, task + " reads a table");
    }
    if (data.text("path").orElse("").isBlank()) {
      throw data.refuse("path", "a file, folder or pattern with the table of " + task);
    }
    if (data.text("time").isEmpty()) {
      requireDefault("max-gap", "without data.time each row is a whole sequence");
    }
    requireSplit(data.section("split"));
  }

  private void requireSplit(Section split) {
    SplitSpec.By by = split.choice("by", SplitSpec.By.class);
    if (by != SplitSpec.By.FRACTION) {
      for (String key : List.of("validation", "test")) {
        requireDefault(key, "data.split.by = " + Section.kebab(by) + " has no fractions");
      }
    }
    requireOnly(split, by, SplitSpec.By.COLUMN, List.of("column"));
    requireOnly(split, by, SplitSpec.By.TIME, List.of("validation-from", "test-from", "until"));
    requireOnly(split, by, SplitSpec.By.FILE, List.of("validation-files", "test-files"));
    if (by == SplitSpec.By.TIME && data.text("time").isEmpty()) {
      throw split.refuse("by", "fraction, file or column, or data.time = COLUMN to split by time");
    }
  }

  /** Keys of one way to split are given with it, one of them at least, and never without it. */
  private void requireOnly(Section split, SplitSpec.By by, SplitSpec.By way, List<String> keys) {
    ConfigObject usual = (ConfigObject) defaults.get("split");
    boolean any = false;
    for (String key : keys) {
      boolean given = !split.value(key).equals(usual.get(key));
      if (given && by != way) {
        throw split.refuse(key, "nothing, or data.split.by = " + Section.kebab(way));
      }
      any |= given;
    }
    if (by == way && !any) {
      throw split.refuse("by", "data.split." + String.join(" or data.split.", keys) + " with it");
    }
  }

  /**
   * Refuses what says how a text is cut into tokens.
   *
   * @param task that reads none
   */
  void refuseTexts(String task) {
    for (String key : OF_TEXTS) {
      requireDefault(key, task + " is no language model");
    }
  }

  /**
   * Refuses every key of a table that is not at its default.
   *
   * @param task that reads none
   */
  void refuseAll(String task) {
    for (String key : new TreeSet<>(defaults.keySet())) {
      if (!OF_ALL_TASKS.contains(key) && !OF_OTHER_TASKS.contains(key) && !OF_TEXTS.contains(key)) {
        requireDefault(key, task + " reads no table");
      }
    }
  }

  private void requireDefault(String key, String reason) {
    ConfigValue usual = defaults.get(key);
    if (!data.value(key).equals(usual)) {
      throw data.refuse(
          key,
          usual.render(ConfigRenderOptions.concise()) + ", as it is without the key: " + reason);
    }
  }
}
