package rondo.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/**
 * A job file. Its first lines may be overrides of the command line, as {@code --set KEY=VALUE}. The
 * job that is taken must be the same when it is read from its own text.
 */
public final class FuzzJobFile implements FuzzTarget {
  private static final String SET = "--set ";

  @Override
  public List<byte[]> seeds() throws IOException {
    List<String> seeds = new ArrayList<>();
    seeds.add("");
    try (InputStream in = JobFile.class.getResourceAsStream("defaults.conf")) {
      String defaults = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      seeds.add(
          defaults
              .lines()
              .map(line -> line.replaceFirst("(^|\\s)#.*$", "").stripTrailing())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n")));
    }
    seeds.add("task = language-model\ndata.path = \"text\"\nmodel { hidden = [64, 32] }\n");
    seeds.add("--set training.epochs=5\n--set data.path=a b\ntask = language-model\n");
    seeds.add("a = 1\nb = ${a}\ndata.path = ${?HOME}\"/x\"\ntraining.seed += 3");
    seeds.add(
        """
        task = adding-problem
        data { length = 100, examples = 24000, validation = 0.04, test = 0.04 }
        variants { lstm { model.cell = lstm }, "r.n" { model.cell = rnn } }
        """);
    seeds.add(
        """
        task = forecasting
        data {
          path = "t.csv", format = csv, options { header = true, sep = ";" }
          query = "SELECT * FROM input", key = [shop], time = day, max-gap = 1
          split { by = time, validation-from = "1957", test-from = "1959" }
          inputs = [price, { column = kind, as = category, embedding = 4 }]
          target = passengers, window = 24, horizon = 12, quantiles = [0.1, 0.9]
        }
        """);
    seeds.add(
        """
        task = tagging
        data { path = x, inputs = [{ column = words, as = affixes }], target = tags
               split { by = file, test-files = ["*.test"] } }
        model { cell = lstm, bidirectional = true, crf = true, hidden = 8 }
        training { truncate = 0, clip-norm = 1e0, optimizer.kind = adamw }
        rounds { shards = 4, strategy = diloco, wire = int8 }
        """);
    return seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public void read(byte[] input) throws Exception {
    List<String> sets = new ArrayList<>();
    String text = new String(input, StandardCharsets.UTF_8);
    while (text.startsWith(SET)) {
      int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
      sets.add(text.substring(SET.length(), end));
      text = text.substring(Math.min(text.length(), end + 1));
    }
    if (text.contains("include") || sets.toString().contains("include")) {
      return; // of files of this machine, and of URLs
    }
    String file = text;
    JobConfig job =
        Refusals.taken(
            () -> JobFile.of("job.conf", file, sets).job(), ExitCode.CONFIG, ExitCode.USAGE);
    if (job != null) {
      JobConfig again = JobFile.of("resolved.conf", job.resolved(), List.of()).job();
      Refusals.requireEqual("the resolved job", again, job);
    }
  }
}
