package rondo.spark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.config.JobConfig;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.plan.Bandwidth;
import rondo.plan.StepCost;
import rondo.plan.SyncCosts;
import rondo.spark.CostsJson;
import rondo.spark.Plan;
import rondo.spark.PlanJob;
import rondo.spark.PlanRequest;
import rondo.spark.report.PlanText;

/** {@code rondo plan}: what a job would take on clusters of several sizes. */
@Command(
    name = "plan",
    description = "Tells what a job would take on clusters of several sizes.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final String SHARDS = "rounds.shards";
  private static final int MOST = 1 << 16; // as rounds.shards

  private final Console console;

  @Mixin private JobOptions options;

  @Option(
      names = "--executors",
      required = true,
      paramLabel = "N,...",
      description = "Numbers of executors to plan for.")
  private String executors;

  @Option(
      names = "--bandwidth",
      required = true,
      paramLabel = "RATE",
      description = "Network of each machine in bits a second: 10g is 10 Gbit/s.")
  private String bandwidth;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "rounds.shards of every run (default: as many as executors).")
  private Integer shards;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Cores of an executor, which a shard has all (default: ${DEFAULT-VALUE}).")
  private int cores = 1;

  @Option(
      names = "--step-time",
      paramLabel = "SECONDS",
      description = "What a local step takes on an executor, instead of measuring it here.")
  private Double stepTime;

  @Option(
      names = "--measure-seconds",
      paramLabel = "SECONDS",
      description = "How long to measure local steps (default: ${DEFAULT-VALUE}).")
  private double measureSeconds = 10;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "What rounds cost on a cluster, as 'calibrate --json' prints it.")
  private String costs;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Integer> numbers = executors();
    Bandwidth link = bandwidth();
    StepCost step = step();
    checkCores();
    checkRanges();
    checkSets();
    SyncCosts known = costs == null ? SyncCosts.USUAL : CostsJson.read(costs);
    JobConfig asWritten = job(options.sets());
    IntFunction<JobConfig> job = this::job;
    Map<String, Plan> plans = new LinkedHashMap<>();
    List<String> variants = List.copyOf(job.apply(1).variants().keySet());
    for (String variant : variants.isEmpty() ? List.of("") : variants) {
      IntFunction<JobConfig> one =
          variant.isEmpty() ? job : count -> job.apply(count).variants().get(variant);
      PlanRequest request =
          new PlanRequest(
              one, numbers, shards == null ? 0 : shards, cores, link, known, step, measureSeconds);
      String prefix = variant.isEmpty() ? "" : variant + ": ";
      tellShards(prefix, variant.isEmpty() ? asWritten : asWritten.variants().get(variant));
      plans.put(variant, new PlanJob(request, line -> console.tell(prefix + line)).run());
    }
    print(plans, link);
    return 0;
  }

  /** The job as {@code train} would read it with so many shards. */
  private JobConfig job(int count) {
    List<String> all = new ArrayList<>(options.sets());
    all.add(SHARDS + "=" + count);
    return job(all);
  }

  private JobConfig job(List<String> overrides) {
    try {
      return options.job(overrides);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A job file may be one that is trained, so it is not refused for its shards. */
  private void tellShards(String prefix, JobConfig written) {
    int count = written.rounds().shards();
    if (shards == null && count != 1) {
      console.tell(
          prefix
              + SHARDS
              + " = "
              + count
              + " of the job is not used: each plan has as many shards as executors; --shards "
              + count
              + " holds them");
    }
  }

  private void print(Map<String, Plan> plans, Bandwidth link) {
    if (json) {
      Map<String, Object> objects = new LinkedHashMap<>();
      plans.forEach((name, plan) -> objects.put(name, PlanText.json(plan, cores, link)));
      console.printJson(
          plans.containsKey("")
              ? PlanText.json(plans.get(""), cores, link)
              : Map.of("variants", objects));
      return;
    }
    plans.forEach(
        (name, plan) -> {
          String title = name.isEmpty() ? "" : name + ": ";
          console.print((title + PlanText.text(plan, cores, link)).stripTrailing());
        });
  }

  private List<Integer> executors() {
    List<Integer> numbers = new ArrayList<>();
    for (String number : executors.split(",", -1)) {
      String text = number.strip();
      int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
      if (value < 1 || value > MOST) {
        throw usage(
            "--executors: got '"
                + executors
                + "', expected whole numbers of 1 to "
                + MOST
                + " with commas between them, as in 2,8,32");
      }
      numbers.add(value);
    }
    return numbers;
  }

  private Bandwidth bandwidth() {
    try {
      return Bandwidth.parse(bandwidth);
    } catch (IllegalArgumentException e) {
      throw usage("--bandwidth: " + e.getMessage());
    }
  }

  private StepCost step() {
    try {
      return stepTime == null ? null : new StepCost(stepTime, StepCost.USUAL_SPREAD);
    } catch (IllegalArgumentException e) {
      throw usage("--step-time: " + e.getMessage());
    }
  }

  private void checkCores() {
    int here = Runtime.getRuntime().availableProcessors();
    if (cores < 1 || (stepTime == null && cores > here)) {
      throw usage(
          "--cores: got "
              + cores
              + ", expected 1 to "
              + here
              + ", the cores of this machine, on which steps are measured, or --step-time as well");
    }
  }

  private void checkRanges() {
    if (shards != null && (shards < 1 || shards > MOST)) {
      throw usage("--shards: got " + shards + ", expected 1 to " + MOST);
    }
    if (!(measureSeconds > 0 && measureSeconds <= 3600)) {
      throw usage("--measure-seconds: got " + measureSeconds + ", expected above 0, at most 3600");
    }
  }

  private void checkSets() {
    for (String set : options.sets()) {
      if (set.split("=", 2)[0].strip().equals(SHARDS)) {
        throw usage("--set: got '" + set + "', expected no " + SHARDS + " here; use --shards");
      }
    }
  }

  private static RondoException usage(String message) {
    return new RondoException(ExitCode.USAGE, message + "; see 'rondo plan --help'");
  }
}
