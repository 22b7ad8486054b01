package rondo.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.plan.Bandwidth;
import rondo.spark.CalibrateJob;
import rondo.spark.Calibration;
import rondo.spark.report.CalibrationText;

/** {@code rondo calibrate}: what rounds cost on the cluster at hand, for {@code plan}. */
@Command(
    name = "calibrate",
    description = "Measures what rounds cost on a cluster, for plan --costs.",
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  private static final int FEWEST = 3;

  private final Console console;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each kind, each measured twice (default: ${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description =
          "Network between the machines in bits a second, as in 10g; none on one machine.")
  private String bandwidth;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  CalibrateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < FEWEST || rounds > 10_000) {
      throw usage("--rounds: got " + rounds + ", expected " + FEWEST + " to 10000");
    }
    Calibration calibration = new CalibrateJob(rounds, bandwidth(), console::tell).run();
    if (json) {
      console.printJson(CalibrationText.json(calibration));
    } else {
      console.print(CalibrationText.text(calibration).stripTrailing());
    }
    return 0;
  }

  private Bandwidth bandwidth() {
    try {
      return bandwidth == null ? Bandwidth.UNLIMITED : Bandwidth.parse(bandwidth);
    } catch (IllegalArgumentException e) {
      throw usage("--bandwidth: " + e.getMessage());
    }
  }

  private static RondoException usage(String message) {
    return new RondoException(ExitCode.USAGE, message + "; see 'rondo calibrate --help'");
  }
}
