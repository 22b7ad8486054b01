package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.spark.Contexts;

/** What {@code plan} says, by its model and by what {@code train} does; not how fast that is. */
class TestPlan {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    text = TinyText.text(folder);
  }

  private CommandRun plan(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("plan", "--config"));
    args.add(TinyText.job(folder).toString());
    args.addAll(List.of("--set", "data.path=" + text));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private JsonNode json(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("--json", "--bandwidth", "10g"));
    args.addAll(List.of(more));
    CommandRun run = plan(args.toArray(String[]::new));
    assertThat(run.err()).doesNotContain("rondo: ");
    assertThat(run.code()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void aForecastForEachNumberOfExecutors() throws IOException {
    JsonNode plan = json("--executors", "2, 1,8", "--step-time", "0.02");
    assertThat(plan.get("bandwidth_bits_per_second").asDouble()).isEqualTo(1e10);
    assertThat(plan.get("step_seconds").asDouble()).isEqualTo(0.02);
    assertThat(plan.get("step_measured").asBoolean()).isFalse();
    assertThat(plan.get("epochs").asDouble()).isEqualTo(2);
    assertThat(plan.get("plans")).hasSize(3);
    assertThat(plan.get("plans"))
        .extracting(one -> one.get("executors").asInt())
        .containsExactly(2, 1, 8);
    for (JsonNode one : plan.get("plans")) {
      assertThat(one.get("shards")).isEqualTo(one.get("executors"));
      assertThat(one.get("local_steps").asInt()).isEqualTo(5); // as the job has them
      assertThat(one.get("advised_local_steps").asInt()).isBetween(4, 64);
      assertThat(one.get("reduce").asText()).isEqualTo("driver");
      assertThat(one.get("slices").asInt()).isEqualTo(1);
      assertThat(one.get("sync_share").asDouble()).isBetween(0.0, 1.0);
      assertThat(one.get("bytes_down").asLong()).isPositive();
      assertThat(one.get("bytes_up").asLong()).isPositive();
      assertThat(one.get("driver_bytes").asLong()).isPositive();
      assertThat(one.get("executor_bytes").asLong()).isPositive();
    }
    JsonNode alone = plan.get("plans").get(1);
    assertThat(alone.get("efficiency").asDouble()).isEqualTo(1);
    assertThat(alone.get("round_seconds").asDouble())
        .isCloseTo(5 * 0.02 + alone.get("sync_seconds").asDouble(), within(1e-9));
  }

  /** Sizes are those of a training: the same rounds, parameters and time steps. */
  @Test
  void sizesTheDataAsTrainingDoes() throws IOException {
    Contexts.on("local[2]");
    for (int shards : new int[] {1, 2, 3}) {
      JsonNode plan = json("--executors", "" + shards, "--step-time", "0.02");
      Path output = folder.resolve("run" + shards);
      CommandRun run =
          CommandRun.of(
              "train",
              "--config",
              TinyText.job(folder).toString(),
              "--set",
              "data.path=" + text,
              "--set",
              "rounds.shards=" + shards,
              "--output",
              output.toString(),
              "--json");
      assertThat(run.code()).isZero();
      JsonNode trained = JSON.readTree(run.out());
      JsonNode one = plan.get("plans").get(0);
      assertThat(one.get("rounds")).isEqualTo(trained.get("rounds"));
      assertThat(plan.get("parameters")).isEqualTo(trained.get("parameters"));
      double timeSteps =
          one.get("time_steps_per_second").asDouble() * one.get("epoch_seconds").asDouble() * 2;
      double expected = trained.get("time_steps").asDouble();
      assertThat(timeSteps).isCloseTo(expected, within(0.01 * expected));
    }
  }

  @Test
  void measuresAStepOfTheJob() throws IOException {
    CommandRun run =
        plan("--executors", "2,4", "--bandwidth", "1g", "--measure-seconds", "0.2", "--json");
    assertThat(run.err()).contains("reading 2 shards", "measuring steps of ", "threads: 1");
    JsonNode plan = JSON.readTree(run.out());
    assertThat(plan.get("step_measured").asBoolean()).isTrue();
    assertThat(plan.get("step_seconds").asDouble()).isPositive();
    assertThat(plan.get("step_time_steps").asDouble()).isBetween(100.0, 160.0); // 8 x 20 at most
  }

  @Test
  void tellsWhereUpdatesAreAddedUp() throws IOException {
    JsonNode plan = json("--executors", "64", "--step-time", "1", "--set", "model.hidden=[400]");
    JsonNode one = plan.get("plans").get(0);
    assertThat(one.get("reduce").asText()).isEqualTo("sliced");
    assertThat(one.get("slices").asInt()).isGreaterThan(1);
  }

  @Test
  void holdsShardsWhereTheyAreGiven() throws IOException {
    JsonNode plan =
        json("--executors", "1,2,4", "--shards", "2", "--step-time", "0.5", "--cores", "4096");
    JsonNode plans = plan.get("plans");
    assertThat(plans).allSatisfy(one -> assertThat(one.get("shards").asInt()).isEqualTo(2));
    double alone = plans.get(0).get("seconds").asDouble();
    assertThat(plans.get(1).get("seconds").asDouble()).isLessThan(0.6 * alone);
    assertThat(plans.get(2).get("seconds")).isEqualTo(plans.get(1).get("seconds")); // two are idle
  }

  /** A job file that is trained has shards of its own. */
  @Test
  void tellsThatShardsOfTheJobAreNotUsed() throws IOException {
    String line =
        "rounds.shards = 4 of the job is not used: each plan has as many shards as executors;"
            + " --shards 4 holds them";
    String job = TinyText.job(folder, "rounds.shards = 4").toString();
    String[] args = {"plan", "--config", job, "--set", "data.path=" + text, "--executors", "2"};
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bandwidth", "10g", "--step-time", "0.02", "--json"));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.err().lines()).contains(line);
    assertThat(JSON.readTree(run.out()).at("/plans/0/shards").asInt()).isEqualTo(2);
    all.addAll(List.of("--shards", "4"));
    CommandRun held = CommandRun.of(all.toArray(String[]::new));
    assertThat(held.err()).doesNotContain("is not used");
    assertThat(JSON.readTree(held.out()).at("/plans/0/shards").asInt()).isEqualTo(4);
  }

  @Test
  void aSlowNetworkCosts() throws IOException {
    String[] args = {"--json", "--executors", "8", "--step-time", "0.02", "--bandwidth"};
    double fast =
        JSON.readTree(plan(with(args, "100g")).out()).at("/plans/0/sync_seconds").asDouble();
    double slow =
        JSON.readTree(plan(with(args, "10m")).out()).at("/plans/0/sync_seconds").asDouble();
    assertThat(slow).isGreaterThan(fast + 0.05);
  }

  private static String[] with(String[] args, String last) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void readsCostsThatWereMeasuredElsewhere() throws IOException {
    Path costs = folder.resolve("costs.json");
    Files.writeString(
        costs,
        """
        {"costs": {"stage_seconds": 7, "task_seconds": 0.5, "block_seconds": 0,
         "serialized_bytes_per_second": null, "added_bytes_per_second": 1e15, "hop_seconds": 0}}
        """);
    JsonNode plan = json("--executors", "2", "--step-time", "1", "--costs", costs + "");
    assertThat(plan.at("/plans/0/sync_seconds").asDouble()).isCloseTo(8, within(1e-3));
    assertThat(plan.at("/plans/0/advised_local_steps").asInt()).isEqualTo(64);
    Files.writeString(costs, "{\"costs\": {\"stage_seconds\": 7}}");
    assertRefused(
        plan("--executors", "2", "--bandwidth", "1g", "--costs", costs.toString()),
        65,
        "The costs in "
            + costs
            + " cannot be used (task_seconds: got no number), expected a file with what 'rondo"
            + " calibrate --json' prints");
    Files.writeString(costs, "stage: 7");
    assertRefused(
        plan("--executors", "2", "--bandwidth", "1g", "--costs", costs.toString()),
        65,
        "The costs in "
            + costs
            + " cannot be used (it is not JSON), expected a file with what 'rondo calibrate --json'"
            + " prints");
    Path missing = folder.resolve("none.json");
    CommandRun run = plan("--executors", "2", "--bandwidth", "1g", "--costs", missing.toString());
    assertThat(run.code()).isEqualTo(66);
    assertThat(run.err()).contains(missing.toString());
  }

  @Test
  void aPlanForEachVariant() throws IOException {
    Path job =
        TinyText.job(
            folder, "variants { small { model.hidden = [4] }, large { model.hidden = [32] } }");
    String[] args = {
      "plan",
      "--config",
      job.toString(),
      "--set",
      "data.path=" + text,
      "--executors",
      "2",
      "--bandwidth",
      "10g",
      "--step-time",
      "0.02"
    };
    JsonNode variants = JSON.readTree(CommandRun.of(with(args, "--json")).out()).get("variants");
    assertThat(variants.at("/large/parameters").asLong())
        .isGreaterThan(variants.at("/small/parameters").asLong());
    assertThat(CommandRun.of(args).out()).contains("small: ", "large: ");
  }

  @Test
  void aTableForPeople() throws IOException {
    CommandRun run =
        plan("--executors", "2,1024", "--bandwidth", "10g", "--step-time", "0.02", "--cores", "2");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("a step of ", " takes 20.0 ms on 2 cores (as given", "network 10.0 Gbit/s")
        .contains("efficiency", "advised", "reduce", "1,024");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
  }

  private static void assertRefused(CommandRun run, int code, String sentence) {
    assertThat(run.err().lines().reduce((first, last) -> last)).contains("rondo: " + sentence);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--executors 2,x --bandwidth 10g | --executors: got '2,x', expected whole numbers of 1 to"
            + " 65536 with commas between them, as in 2,8,32",
        "--executors 2,,4 --bandwidth 10g | --executors: got '2,,4', expected whole numbers of 1 to"
            + " 65536 with commas between them, as in 2,8,32",
        "--executors 0 --bandwidth 10g | --executors: got '0', expected whole numbers of 1 to"
            + " 65536 with commas between them, as in 2,8,32",
        "--executors 2 --bandwidth fast | --bandwidth: got 'fast', expected a number and k, m, g or"
            + " t, in bits a second: 10g is 10 Gbit/s",
        "--executors 2 --bandwidth 10 | --bandwidth: got '10', expected a number and k, m, g or t,"
            + " in bits a second: 10g is 10 Gbit/s",
        "--executors 2 --bandwidth 10g --step-time -1 | --step-time: got -1.0, expected seconds,"
            + " more than 0",
        "--executors 2 --bandwidth 10g --shards 0 | --shards: got 0, expected 1 to 65536",
        "--executors 2 --bandwidth 10g --set rounds.shards=4 | --set: got 'rounds.shards=4',"
            + " expected no rounds.shards here; use --shards",
        "--executors 2 --bandwidth 10g --measure-seconds 0 | --measure-seconds: got 0.0, expected"
            + " above 0, at most 3600"
      })
  void usage(String args, String sentence) throws IOException {
    assertRefused(plan(args.split(" ")), 64, sentence + "; see 'rondo plan --help'");
  }

  @Test
  void coresThatAreNotHereCannotBeMeasured() throws IOException {
    int here = Runtime.getRuntime().availableProcessors();
    assertRefused(
        plan("--executors", "2", "--bandwidth", "10g", "--cores", "4096"),
        64,
        "--cores: got 4096, expected 1 to "
            + here
            + ", the cores of this machine, on which steps are measured, or --step-time as well;"
            + " see 'rondo plan --help'");
  }

  @Test
  void moreShardsThanText() throws IOException {
    Files.writeString(text, "the cat sat on the mat\n".repeat(3).substring(0, 40));
    assertRefused(
        plan("--executors", "512", "--bandwidth", "10g", "--step-time", "1"),
        65,
        "The training data in 512 shards: got none in the 8 that were read, expected at least one"
            + " sequence in each; plan for fewer executors");
  }
}
