package rondo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A job file as it was written, with the overrides of the command line on top; keys and types are
 * not checked yet: {@link #job} does that.
 *
 * <p>Thread use: immutable.
 */
public final class JobFile {
  static final String DEFAULTS = "defaults";

  private final Config file;
  private final Config overrides;

  private JobFile(Config file, List<String> sets) {
    this.overrides = parse(sets);
    // Substitutions such as ${?DATA_DIR} see the file and the environment.
    this.file = file.resolve(ConfigResolveOptions.defaults());
  }

  /**
   * Reads a file; an {@code include} in it is relative to it.
   *
   * @param sets overrides as KEY=VALUE
   * @throws RondoException NO_INPUT if there is no such file, CONFIG if it is not HOCON
   */
  public static JobFile read(Path path, List<String> sets) {
    if (!Files.isRegularFile(path)) {
      throw new RondoException(
          ExitCode.NO_INPUT,
          "There is no job file " + path + "; give the path of a .conf file with --config");
    }
    return parsed(
        () -> new JobFile(ConfigFactory.parseFile(path.toFile(), named(path.toString())), sets));
  }

  /**
   * A job file whose text was read from elsewhere.
   *
   * @param name what error messages call it
   * @throws RondoException CONFIG if it is not HOCON
   */
  public static JobFile of(String name, String text, List<String> sets) {
    return parsed(() -> new JobFile(ConfigFactory.parseString(text, named(name)), sets));
  }

  /**
   * The job, checked key by key.
   *
   * @throws RondoException CONFIG; the message names the first wrong key, its value, what is
   *     allowed and where it was written
   */
  public JobConfig job() {
    return parsed(() -> new JobReader().read(file, overrides));
  }

  /** All defaults, which name all keys. */
  static Config defaults() {
    return ConfigFactory.parseResources(
        JobFile.class, "defaults.conf", named(DEFAULTS).setAllowMissing(false));
  }

  private static Config parse(List<String> sets) {
    Config merged = ConfigFactory.empty();
    for (String set : sets) {
      String name = "--set " + set;
      if (set.indexOf('=') < 1) {
        throw new RondoException(
            ExitCode.USAGE, name + " was given, expected --set KEY=VALUE as in training.epochs=5");
      }
      merged = ConfigFactory.parseString(quoted(set), named(name)).withFallback(merged);
    }
    return merged;
  }

  /** Quotes the value unless it is a number, word, list or section: paths and texts need none. */
  private static String quoted(String set) {
    String value = set.substring(set.indexOf('=') + 1).strip();
    if (value.isEmpty() || "\"[{".indexOf(value.charAt(0)) >= 0 || value.matches("[\\w.+-]+")) {
      return set;
    }
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return set.substring(0, set.indexOf('=') + 1) + '"' + escaped + '"';
  }

  private static ConfigParseOptions named(String name) {
    return ConfigParseOptions.defaults().setOriginDescription(name);
  }

  /** Does what works on HOCON, which its library does by recursion. */
  private static <R> R parsed(Supplier<R> work) {
    try {
      return work.get();
    } catch (ConfigException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
      throw unreadable(message, e);
    } catch (StackOverflowError e) {
      throw unreadable(
          "its sections or lists are nested too deeply, expected a few levels; write it flatter",
          e);
    }
  }

  private static RondoException unreadable(String reason, Throwable cause) {
    return new RondoException(ExitCode.CONFIG, "The job file cannot be read: " + reason, cause);
  }
}
