package rondo.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** The one entry: {@code rondo COMMAND [options]}. */
@Command(
    name = "rondo",
    description = "Trains, evaluates and samples recurrent networks, on this machine or on Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Rondo implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stack-trace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure too.")
  private boolean stackTrace;

  private Rondo() {}

  /** Runs a command and ends this JVM with its exit code. */
  public static void main(String[] args) {
    Console console = new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    // Nothing that a library prints may end up among the results.
    System.setOut(System.err);
    RondoException failure = execute(console, args);
    boolean clusterMode = "cluster".equals(System.getProperty("spark.submit.deployMode"));
    if (clusterMode) {
      // YARN takes any System.exit for a failure, and shows the message of what main throws.
      if (failure != null) {
        throw failure;
      }
      return;
    }
    System.exit(failure == null ? 0 : failure.exitCode().code());
  }

  /** JSON is UTF-8, and text that a model writes need not fit into the locale of a container. */
  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, UTF_8);
  }

  /**
   * Runs a command in this JVM.
   *
   * @param out gets results, in UTF-8
   * @param err gets everything else
   * @return the exit code: 0 or that of an {@link ExitCode}
   */
  public static int run(PrintStream out, PrintStream err, String... args) {
    RondoException failure = execute(new Console(out, err), args);
    return failure == null ? 0 : failure.exitCode().code();
  }

  private static RondoException execute(Console console, String... args) {
    Rondo rondo = new Rondo();
    CommandLine line = new CommandLine(rondo);
    for (Object command :
        List.of(
            new QuickstartCommand(console),
            new InitCommand(console),
            new TrainCommand(console),
            new EvaluateCommand(console),
            new PredictCommand(console),
            new ForecastCommand(console),
            new DetectCommand(console),
            new GenerateCommand(console),
            new InspectCommand(console),
            new PlanCommand(console),
            new CalibrateCommand(console))) {
      line.addSubcommand(command);
    }
    line.setOut(new PrintWriter(console.out(), true, UTF_8));
    line.setErr(new PrintWriter(console.err(), true, UTF_8));
    RondoException[] failure = new RondoException[1];
    line.setParameterExceptionHandler(
        (exception, ignored) -> {
          failure[0] = usage(exception);
          return 1;
        });
    line.setExecutionExceptionHandler(
        (exception, ignored, parsed) -> {
          failure[0] = Failures.explain(exception);
          return 1;
        });
    try {
      line.execute(args);
    } catch (Error e) { // picocli explains exceptions only
      failure[0] = Failures.explain(e);
    }
    if (failure[0] != null) {
      console.tell("rondo: " + failure[0].getMessage());
      if (rondo.stackTrace) {
        failure[0].printStackTrace(console.err());
      }
    }
    return failure[0];
  }

  private static RondoException usage(ParameterException exception) {
    CommandSpec command = exception.getCommandLine().getCommandSpec();
    String message = exception.getMessage().replaceAll("\\s*\\R\\s*", " ");
    return new RondoException(
        ExitCode.USAGE, message + "; see '" + command.qualifiedName() + " --help'", exception);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command was given");
  }
}
