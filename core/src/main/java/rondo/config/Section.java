package rondo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * One section of a job file, read key by key. Every failure names the key with its full path, the
 * value, what is allowed and where the value was written.
 */
final class Section {
  /** How the records of other packages refuse a value in their constructors. */
  private static final Pattern REFUSAL =
      Pattern.compile("([a-z0-9-]+): got (.*), expected (.*)", Pattern.DOTALL);

  /** How tasks name the key that they refuse. */
  private static final Pattern NAMED = Pattern.compile("([a-z.-]+): .*", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");

  private final Config config;
  private final String path;

  Section(Config config, String path) {
    this.config = config;
    this.path = path;
  }

  Section section(String key) {
    return new Section(config.getConfig(key), path + key + ".");
  }

  boolean isAuto(String key) {
    return "auto".equals(config.root().get(key).unwrapped());
  }

  /** A text; empty if the value is null. */
  Optional<String> text(String key) {
    ConfigValue value = config.root().get(key);
    return switch (value.valueType()) {
      case NULL -> Optional.empty();
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.unwrapped().toString());
      default -> throw refuse(key, "text");
    };
  }

  boolean flag(String key) {
    String text = text(key).orElse("");
    if (!text.equals("true") && !text.equals("false")) {
      throw refuse(key, "true or false");
    }
    return text.equals("true");
  }

  double number(String key) {
    return toNumber(key, config.root().get(key), "a number");
  }

  int whole(String key) {
    return toWhole(key, config.root().get(key), "a whole number");
  }

  /** A whole number of 64 bits. */
  long wide(String key) {
    Object value = config.root().get(key).unwrapped();
    try {
      return Long.parseLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw refuse(key, "a whole number from -2^63 to 2^63 - 1");
    }
  }

  /** A list of whole numbers; a single one counts as a list. */
  List<Integer> wholes(String key) {
    ConfigValue value = config.root().get(key);
    String expected = "a list of whole numbers as in [128, 128]";
    if (!(value instanceof ConfigList list)) {
      return List.of(toWhole(key, value, expected));
    }
    List<Integer> numbers = new ArrayList<>();
    for (ConfigValue element : list) {
      numbers.add(toWhole(key, element, expected));
    }
    return numbers;
  }

  /** A list of texts; a single one counts as a list. */
  List<String> texts(String key) {
    return list(key).stream().map(value -> text(value, key)).toList();
  }

  /** A list of numbers; a single one counts as a list. */
  List<Double> numbers(String key) {
    return list(key).stream().map(value -> toNumber(key, value, "a list of numbers")).toList();
  }

  /** The elements of a list; a single value counts as a list. */
  List<ConfigValue> list(String key) {
    ConfigValue value = config.root().get(key);
    return value instanceof ConfigList list ? list : List.of(value);
  }

  /** The names and values of a section that takes any key; those of nested sections with dots. */
  Map<String, String> free(String key) {
    Map<String, String> values = new TreeMap<>();
    flatten(key, "", config.getObject(key), values);
    return values;
  }

  private void flatten(
      String key, String prefix, ConfigObject section, Map<String, String> values) {
    section.forEach(
        (name, value) -> {
          switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> values.put(prefix + name, value.unwrapped().toString());
            case OBJECT -> flatten(key, prefix + name + ".", (ConfigObject) value, values);
            default ->
                throw refuse(path + key + "." + prefix + name, value, "text, a number or a flag");
          }
        });
  }

  private String text(ConfigValue value, String key) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> value.unwrapped().toString();
      default -> throw refuse(key, "text, or a list of texts as in [a, b]");
    };
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(Section::kebab).toList();
    return constants.get(names.indexOf(choice(key, names)));
  }

  /** A choice; empty if the value is auto. */
  <E extends Enum<E>> Optional<E> choiceOrAuto(String key, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = new ArrayList<>(constants.stream().map(Section::kebab).toList());
    names.add("auto");
    int index = names.indexOf(choice(key, names));
    return index == constants.size() ? Optional.empty() : Optional.of(constants.get(index));
  }

  String choice(String key, Collection<String> allowed) {
    String name = text(key).orElse("");
    if (!allowed.contains(name)) {
      throw refuse(key, String.join(" or ", allowed));
    }
    return name;
  }

  /** Builds a record of other packages; what its constructor refuses is told with key and place. */
  <T> T build(Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      Matcher refusal = REFUSAL.matcher(String.valueOf(e.getMessage()));
      if (refusal.matches() && config.root().containsKey(refusal.group(1))) {
        throw refuse(refusal.group(1), refusal.group(3));
      }
      throw new RondoException(ExitCode.CONFIG, path + e.getMessage(), e);
    }
  }

  /** What another class refused, with the place of the key that it named. */
  RondoException placed(RondoException refused) {
    Matcher named = NAMED.matcher(String.valueOf(refused.getMessage()));
    if (!named.matches() || !named.group(1).startsWith(path)) {
      return refused;
    }
    ConfigValue value = config.root().get(named.group(1).substring(path.length()));
    return value == null
        ? refused
        : new RondoException(refused.exitCode(), refused.getMessage() + place(value), refused);
  }

  /** The full name of a key. */
  String path(String key) {
    return path + key;
  }

  /** What a key holds. */
  ConfigValue value(String key) {
    return config.root().get(key);
  }

  RondoException refuse(String key, String expected) {
    return refuse(path + key, config.root().get(key), expected);
  }

  static RondoException refuse(String path, ConfigValue value, String expected) {
    String got =
        value.valueType() == ConfigValueType.NULL
            ? "nothing"
            : value.render(ConfigRenderOptions.concise());
    return new RondoException(
        ExitCode.CONFIG, path + ": got " + got + ", expected " + expected + place(value));
  }

  /** Where a value was written: " (conf/x.conf:12)", or nothing for a default. */
  static String place(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    String name = origin.description().replaceFirst(": \\d+(-\\d+)?$", "");
    if (value instanceof ConfigObject || name.equals(JobFile.DEFAULTS)) {
      return "";
    }
    boolean hasLine = origin.lineNumber() > 0 && !name.startsWith("--set");
    return " (" + name + (hasLine ? ":" + origin.lineNumber() : "") + ")";
  }

  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private int toWhole(String key, ConfigValue value, String expected) {
    double number = toNumber(key, value, expected);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw refuse(key, expected);
    }
    return (int) number;
  }

  private double toNumber(String key, ConfigValue value, String expected) {
    // Quoted numbers count too: substitution from the environment makes text.
    String text = String.valueOf(value.unwrapped());
    if (value.unwrapped() instanceof Boolean || !NUMBER.matcher(text).matches()) {
      throw refuse(key, expected);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refuse(key, expected);
    }
  }
}
