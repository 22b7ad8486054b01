package rondo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.error.RondoException;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.network.Cells;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.RoundSpec;
import rondo.task.DataSpec;
import rondo.task.EventDetection;
import rondo.task.LanguageModel;
import rondo.task.Music;
import rondo.task.Tasks;
import rondo.task.TextSpec;

/** Turns the layers of a job file into checked records: overrides, variant, file, defaults. */
final class JobReader {
  private static final String VARIANTS = "variants";

  private static final Config DEFAULTS = JobFile.defaults();
  private static final KnownKeys KEYS = new KnownKeys(DEFAULTS);

  JobConfig read(Config file, Config overrides) {
    Config base = file.withoutPath(VARIANTS);
    KEYS.check(base.root(), "");
    KEYS.check(overrides.root(), "");
    Map<String, JobConfig> variants = new LinkedHashMap<>();
    for (ConfigValue variant : variants(file)) {
      String name = nameOf(file, variant);
      if (!(variant instanceof ConfigObject object)) {
        throw Section.refuse(VARIANTS + "." + name, variant, "a section of keys to change");
      }
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw Section.refuse(
            VARIANTS + "." + name, variant, "a name of letters, digits, '.', '_' and '-'");
      }
      KEYS.check(object, VARIANTS + "." + name + ".");
      variants.put(name, job(overrides.withFallback(object).withFallback(base), Map.of()));
    }
    JobConfig job = job(overrides.withFallback(base), Map.of());
    return variants.isEmpty() ? job : job.withVariants(variants, render(withVariants(job, file)));
  }

  private static Config withVariants(JobConfig job, Config file) {
    return ConfigFactory.parseString(job.resolved()).withValue(VARIANTS, file.getValue(VARIANTS));
  }

  private static String render(Config config) {
    return config.root().render(ConfigRenderOptions.concise().setFormatted(true));
  }

  /** In the order in which they were written. */
  private static List<ConfigValue> variants(Config file) {
    ConfigValue all = file.root().get(VARIANTS);
    if (all == null) {
      return List.of();
    }
    if (!(all instanceof ConfigObject object)) {
      throw Section.refuse(VARIANTS, all, "a section of named variants");
    }
    return object.values().stream()
        .sorted(Comparator.comparingInt((ConfigValue v) -> v.origin().lineNumber()))
        .toList();
  }

  private static String nameOf(Config file, ConfigValue variant) {
    for (Map.Entry<String, ConfigValue> entry : file.getObject(VARIANTS).entrySet()) {
      if (entry.getValue() == variant) {
        return entry.getKey();
      }
    }
    throw new AssertionError("not a variant: " + variant);
  }

  private JobConfig job(Config layers, Map<String, JobConfig> variants) {
    Config merged = layers.withFallback(DEFAULTS).resolve();
    Section root = new Section(merged, "");
    if (root.section("training").whole("recompute") > 0
        && root.section("report").flag("gradient-flow")) {
      throw root.section("report")
          .refuse("gradient-flow", "false with training.recompute, which keeps no gradients");
    }
    WholeSequences.check(root);
    TrainingOptions training = training(root.section("training"));
    RoundSpec rounds = RoundReader.read(root.section("rounds"), training.optimizer().kind());
    String task = root.choice("task", Tasks.names());
    return new JobConfig(
        task,
        data(root.section("data"), root.section("model"), task),
        model(root.section("model")),
        training,
        rounds,
        checkpoint(root.section("checkpoint")),
        report(root.section("report")),
        variants,
        render(merged));
  }

  private DataSpec data(Section s, Section model, String task) {
    String path = s.text("path").orElse(null);
    double validation = s.number("validation");
    double test = s.number("test");
    int length = s.whole("length");
    int examples = s.whole("examples");
    DataSpec plain = s.build(() -> new DataSpec(path, validation, test, length, examples));
    TableSection table = new TableSection(s, DEFAULTS.getObject("data"));
    boolean languageModel = task.equals(new LanguageModel().name());
    if (!languageModel) {
      table.refuseTexts(task);
    }
    TextSpec text = TextSection.read(s);
    DataSpec data = plain.with(table.read()).with(text);
    if (!readsTable(s, task, data)) {
      table.refuseAll(languageModel ? task + " without data.target" : task);
      return plain.with(text);
    }
    table.require(task);
    boolean events = task.equals(new EventDetection().name());
    if (model.whole("embedding") != 0 && !languageModel && !events) {
      throw model.refuse("embedding", "0 with a table: each of data.inputs has one of its own");
    }
    if ((events || task.equals(new Music().name())) && model.flag("bidirectional")) {
      throw model.refuse(
          "bidirectional",
          "false: "
              + task
              + " tells the next time step, which a layer that reads from the end has seen");
    }
    return data;
  }

  private static boolean readsTable(Section s, String task, DataSpec data) {
    try {
      return !Tasks.of(task).columns(data, true).isEmpty();
    } catch (RondoException e) {
      throw s.placed(e);
    }
  }

  private static ModelOptions model(Section s) {
    String kind = s.choice("cell", Cells.names());
    CellSpec.Activation activation = s.choice("activation", CellSpec.Activation.class);
    double forgetBias = s.number("forget-bias");
    boolean peepholes = s.flag("peepholes");
    boolean layerNorm = s.flag("layer-norm");
    int projection = s.whole("projection");
    CellSpec cell =
        s.build(() -> new CellSpec(kind, activation, forgetBias, peepholes, layerNorm, projection));
    List<Integer> hidden = s.wholes("hidden");
    int embedding = s.whole("embedding");
    double dropout = s.number("dropout");
    double recurrentDropout = s.number("recurrent-dropout");
    InitialState initialState = s.choice("initial-state", InitialState.class);
    boolean bidirectional = s.flag("bidirectional");
    HeadSpec.Pooling pooling = s.choice("pooling", HeadSpec.Pooling.class);
    boolean tied = s.flag("tied");
    boolean crf = s.flag("crf");
    return s.build(
        () ->
            new ModelOptions(
                cell,
                hidden,
                embedding,
                dropout,
                recurrentDropout,
                initialState,
                bidirectional,
                pooling,
                tied,
                crf));
  }

  private static TrainingOptions training(Section s) {
    TrainingOptions options =
        new TrainingOptions(
            s.number("epochs"),
            s.whole("batch"),
            s.whole("truncate"),
            s.whole("recompute"),
            s.number("clip-norm"),
            s.number("clip-value"),
            s.wide("seed"),
            optimizer(s.section("optimizer")),
            schedule(s.section("schedule")),
            patience(s.section("early-stopping")),
            goal(s.section("early-stopping")));
    s.build(() -> options.spec(null, null));
    return options;
  }

  private static int patience(Section s) {
    int patience = s.whole("patience");
    if (patience < 0) {
      throw s.refuse("patience", "at least 1 epoch, or 0 to train all epochs");
    }
    return patience;
  }

  /** Which names there are depends on the task. */
  private static String goal(Section s) {
    return s.text("metric")
        .filter(name -> name.matches("[a-z][a-z0-9_]*"))
        .orElseThrow(() -> s.refuse("metric", "loss, or the name of a metric as in macro_f1"));
  }

  private static OptimizerSpec optimizer(Section s) {
    OptimizerSpec.Kind kind = s.choice("kind", OptimizerSpec.Kind.class);
    double learningRate = s.number("learning-rate");
    double momentum = s.number("momentum");
    double beta1 = s.number("beta1");
    double beta2 = s.number("beta2");
    double epsilon = s.number("epsilon");
    double weightDecay = s.number("weight-decay");
    return s.build(
        () -> new OptimizerSpec(kind, learningRate, momentum, beta1, beta2, epsilon, weightDecay));
  }

  private static ScheduleSpec schedule(Section s) {
    ScheduleSpec.Kind kind = s.choice("kind", ScheduleSpec.Kind.class);
    double warmup = s.number("warmup");
    double every = s.number("every");
    double auto = kind == ScheduleSpec.Kind.EXPONENTIAL ? 0.95 : 0.5;
    double factor = s.isAuto("factor") ? auto : s.number("factor");
    double hold = s.number("hold");
    double floor = s.number("floor");
    int patience = s.whole("patience");
    return s.build(() -> new ScheduleSpec(kind, warmup, every, factor, hold, floor, patience));
  }

  private static CheckpointOptions checkpoint(Section s) {
    double minutes = s.number("minutes");
    int rounds = s.whole("rounds");
    int keep = s.whole("keep");
    int keepEvery = s.whole("keep-every");
    return s.build(() -> new CheckpointOptions(minutes, rounds, keep, keepEvery));
  }

  private static ReportOptions report(Section s) {
    int samples = s.whole("samples");
    int sampleLength = s.whole("sample-length");
    boolean gradientFlow = s.flag("gradient-flow");
    return s.build(() -> new ReportOptions(samples, sampleLength, gradientFlow));
  }
}
