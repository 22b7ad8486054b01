package rondo.spark.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.PredictJob.Format;

/** Formats of tables that commands write. */
final class OutputFormats {
  private OutputFormats() {}

  /**
   * @throws RondoException USAGE if there is no such format
   */
  static Format of(String name) {
    return Arrays.stream(Format.values())
        .filter(format -> name(format).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RondoException(
                    ExitCode.USAGE,
                    "--format: got "
                        + name
                        + ", expected one of "
                        + Arrays.stream(Format.values())
                            .map(OutputFormats::name)
                            .collect(Collectors.joining(", "))));
  }

  private static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
