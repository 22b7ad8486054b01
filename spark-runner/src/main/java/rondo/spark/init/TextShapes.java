package rondo.spark.init;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Tells by its first lines what a text file is. Arithmetic alone. */
final class TextShapes {
  private static final String STEP = "(-|\\d{1,3}(,\\d{1,3})*)";
  private static final Pattern MUSIC = Pattern.compile(STEP + "( +" + STEP + ")*");
  private static final List<String> SEPARATORS = List.of(",", "\t", ";", "|");
  private static final int LEAST_BLANKS = 2;
  private static final int CONLLU_FIELDS = 10;

  private TextShapes() {}

  /**
   * What a CSV file is like.
   *
   * @param separator between fields
   * @param header whether the first line has the names of the columns
   */
  record Csv(String separator, boolean header) {}

  /**
   * A file with a word and its tags a line, and an empty line after each sequence.
   *
   * @param tabs whether tabs are between the fields; else white space
   * @param fields of a line
   * @param universal whether it is CoNLL-U, whose lines begin with numbers
   */
  record Tagged(boolean tabs, int fields, boolean universal) {
    /** The field with the word, counted from 1. */
    int word() {
      return universal ? 2 : 1;
    }

    /** The field with the tag, counted from 1. */
    int tag() {
      return universal ? 4 : fields;
    }
  }

  /**
   * A table with a separator between its fields.
   *
   * @return null if the lines have not the same number of fields
   */
  static Csv csv(List<String> lines) {
    List<String> full = full(lines);
    Csv best = null;
    int most = 1;
    for (String separator : SEPARATORS) {
      OptionalInt fields = commonFields(full, separator);
      if (fields.isPresent() && fields.getAsInt() > most) {
        most = fields.getAsInt();
        best = new Csv(separator, hasHeader(full, separator));
      }
    }
    return best;
  }

  /** Whether the first line is one of names, whatever the separator is. */
  static boolean hasHeader(List<String> lines, String separator) {
    List<String> full = full(lines);
    if (full.size() < 2) {
      return true;
    }
    List<String> first = fields(full.get(0), separator);
    List<String> second = fields(full.get(1), separator);
    boolean numbers = false;
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      boolean below = isNumber(second.get(i));
      if (below && !isNumber(first.get(i))) {
        return true;
      }
      numbers |= below;
    }
    return !numbers;
  }

  /** Whether each line is a piece: time steps with keys that sound. */
  static boolean isMusic(List<String> lines) {
    List<String> full = full(lines);
    return !full.isEmpty()
        && full.stream().allMatch(line -> MUSIC.matcher(line).matches())
        && full.stream().anyMatch(line -> line.contains(" "));
  }

  /**
   * Sequences of words with tags.
   *
   * @return null if it is none
   */
  static Tagged tagged(List<String> lines) {
    long blanks = lines.stream().filter(String::isBlank).count();
    List<String> full = full(lines).stream().filter(line -> !line.startsWith("#")).toList();
    if (blanks < LEAST_BLANKS || full.isEmpty()) {
      return null;
    }
    boolean tabs = full.stream().allMatch(line -> line.contains("\t"));
    int fields = split(full.get(0), tabs).length;
    boolean same = full.stream().allMatch(line -> split(line, tabs).length == fields);
    if (!same || fields < 2) {
      return null;
    }
    boolean universal =
        tabs
            && fields == CONLLU_FIELDS
            && full.stream().allMatch(line -> Character.isDigit(line.charAt(0)));
    return new Tagged(tabs, fields, universal);
  }

  private static String[] split(String line, boolean tabs) {
    return line.split(tabs ? "\t" : "\\s+", -1);
  }

  private static List<String> full(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .map(line -> line.replaceFirst("\r$", ""))
        .toList();
  }

  private static OptionalInt commonFields(List<String> lines, String separator) {
    if (lines.isEmpty()) {
      return OptionalInt.empty();
    }
    int fields = fields(lines.get(0), separator).size();
    long same = lines.stream().filter(line -> fields(line, separator).size() == fields).count();
    return same >= 0.9 * lines.size() ? OptionalInt.of(fields) : OptionalInt.empty();
  }

  /** Fields of a line; separators in quotes are none. */
  static List<String> fields(String line, String separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator.charAt(0)) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private static boolean isNumber(String field) {
    return field.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  }
}
