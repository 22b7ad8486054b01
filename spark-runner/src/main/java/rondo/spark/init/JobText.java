package rondo.spark.init;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a job file in HOCON, each key with a comment that says why it has its value.
 *
 * <p>Thread use: one thread.
 */
final class JobText {
  private static final int WIDTH = 100;
  private static final int COMMENT = 32; // column of comments behind values
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "include");

  private final StringBuilder text = new StringBuilder();
  private String indent = "";

  /** HOCON as it is: a number with an exponent, or a section in braces. */
  record Raw(String text) {}

  /** An element of a list, with its comment. */
  record Item(Object value, String comment) {}

  /** Lines of comment. */
  JobText comment(String comment) {
    for (String paragraph : comment.replace('\r', ' ').split("\n", -1)) {
      StringBuilder line = new StringBuilder(indent + "#");
      for (String word : paragraph.split(" ")) {
        if (line.length() + 1 + word.length() > WIDTH && line.length() > indent.length() + 1) {
          text.append(line).append('\n');
          line = new StringBuilder(indent + "#");
        }
        line.append(' ').append(word);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return this;
  }

  /** Lines of comment as they are. */
  JobText table(List<String> lines) {
    lines.forEach(line -> text.append(indent).append("# ").append(line).append('\n'));
    return this;
  }

  JobText blank() {
    text.append('\n');
    return this;
  }

  /**
   * Begins a section.
   *
   * @param comment null for none
   */
  JobText open(String section, String comment) {
    line(section + " {", comment);
    indent += "  ";
    return this;
  }

  JobText close() {
    indent = indent.substring(2);
    text.append(indent).append("}\n");
    return this;
  }

  /**
   * A key with its value: a text, a whole number, a flag, a {@link Raw} or a list of them.
   *
   * @param comment why it has this value
   */
  JobText put(String key, Object value, String comment) {
    String entry = key + " = " + value(value);
    if (value instanceof Collection<?> list && indent.length() + entry.length() > WIDTH) {
      return list(key, list.stream().map(one -> new Item(one, null)).toList(), comment);
    }
    line(entry, comment);
    return this;
  }

  /** A list, an element a line. */
  JobText list(String key, List<Item> items, String comment) {
    line(key + " = [", comment);
    indent += "  ";
    items.forEach(item -> line(value(item.value), item.comment));
    indent = indent.substring(2);
    text.append(indent).append("]\n");
    return this;
  }

  /** SQL over several lines. */
  JobText query(String sql, String comment) {
    comment(comment);
    if (sql.contains("\"\"\"")) {
      text.append(indent).append("query = ").append(ConfigUtil.quoteString(sql)).append('\n');
      return this;
    }
    text.append(indent).append("query = \"\"\"\n");
    sql.lines().forEach(line -> text.append(indent).append("  ").append(line).append('\n'));
    text.append(indent).append("\"\"\"\n");
    return this;
  }

  private void line(String entry, String why) {
    String plain = indent + entry;
    String comment = why == null ? null : why.replaceAll("\\s+", " ").strip();
    if (comment == null) {
      text.append(plain).append('\n');
      return;
    }
    String padded = plain + " ".repeat(Math.max(1, COMMENT - plain.length()));
    if (padded.length() + 2 + comment.length() <= WIDTH) {
      text.append(padded).append("# ").append(comment).append('\n');
      return;
    }
    comment(comment);
    text.append(plain).append('\n');
  }

  /** A value as HOCON has it. */
  static String value(Object value) {
    if (value instanceof Raw raw) {
      return raw.text;
    }
    if (value instanceof Collection<?> list) {
      List<String> values = new ArrayList<>();
      list.forEach(one -> values.add(value(one)));
      return values.stream().collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof String string) {
      boolean plain = string.matches("[A-Za-z_][A-Za-z0-9_-]*") && !WORDS.contains(string);
      return plain ? string : ConfigUtil.quoteString(string);
    }
    return String.valueOf(value);
  }

  /** All that was written. */
  String text() {
    return text.toString();
  }
}
