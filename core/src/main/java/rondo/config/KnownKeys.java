package rondo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * The keys that the defaults name; any other is refused, with the nearest one as a suggestion. A
 * section that is empty in the defaults takes any key.
 */
final class KnownKeys {
  private final SortedSet<String> leaves = new TreeSet<>();
  private final SortedSet<String> sections = new TreeSet<>();
  private final SortedSet<String> free = new TreeSet<>(); // sections that take any key

  KnownKeys(Config defaults) {
    collect("", defaults.root());
  }

  private void collect(String path, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = path + entry.getKey();
      if (entry.getValue() instanceof ConfigObject section) {
        sections.add(key);
        if (section.isEmpty()) {
          free.add(key);
        }
        collect(key + ".", section);
      } else {
        leaves.add(key);
      }
    }
  }

  /** All keys that hold a value, with their full paths. */
  SortedSet<String> all() {
    return leaves;
  }

  /**
   * @param prefix where {@code object} stands in its file, empty or ending with a dot
   * @throws RondoException if {@code object} holds a key that the defaults do not name, or a
   *     section where a value belongs, or the reverse
   */
  void check(ConfigObject object, String prefix) {
    check(object, prefix, "");
  }

  private void check(ConfigObject object, String prefix, String path) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = path + entry.getKey();
      ConfigValue value = entry.getValue();
      boolean isSection = value.valueType() == ConfigValueType.OBJECT;
      if (leaves.contains(key)) {
        if (isSection) {
          throw Section.refuse(prefix + key, value, "a value, not a section");
        }
      } else if (!sections.contains(key)) {
        throw unknown(prefix, key, value);
      } else if (!isSection) {
        String content = free.contains(key) ? "names and values" : names(key + ".");
        throw Section.refuse(prefix + key, value, "a section of " + content);
      } else if (!free.contains(key)) {
        check((ConfigObject) value, prefix, key + ".");
      }
    }
  }

  private RondoException unknown(String prefix, String key, ConfigValue value) {
    String nearest = nearest(key, value instanceof ConfigObject ? sections : leaves);
    String section = key.substring(0, key.lastIndexOf('.') + 1);
    String advice =
        nearest != null
            ? ", did you mean " + prefix + nearest + "?"
            : ", expected one of " + names(section);
    return new RondoException(
        ExitCode.CONFIG, "No such key: " + prefix + key + advice + Section.place(value));
  }

  private String names(String section) {
    SortedSet<String> names = new TreeSet<>();
    for (SortedSet<String> keys : List.of(leaves, free)) {
      for (String key : keys) {
        if (key.startsWith(section)) {
          names.add(key.substring(section.length()).replaceFirst("\\..*", ""));
        }
      }
    }
    return String.join(", ", names);
  }

  /** The name that is few edits away, or has the same last part in another section; or null. */
  static String nearest(String key, Collection<String> names) {
    int limit = Math.max(1, last(key).length() / 3);
    return names.stream()
        .filter(name -> distance(key, name) <= limit)
        .min(Comparator.comparingInt((String name) -> distance(key, name)))
        .orElse(null);
  }

  private static int distance(String key, String name) {
    boolean sameSection =
        key.substring(0, key.lastIndexOf('.') + 1)
            .equals(name.substring(0, name.lastIndexOf('.') + 1));
    int lastParts = edits(last(key), last(name)) + (sameSection ? 0 : 1);
    return Math.min(edits(key, name), lastParts);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn {@code a} into b. */
  private static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
