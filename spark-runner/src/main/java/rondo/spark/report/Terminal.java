package rondo.spark.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where progress is shown.
 *
 * @param live whether a line can be drawn anew
 * @param width columns
 */
public record Terminal(boolean live, int width) {
  private static final int USUAL_WIDTH = 80;

  /** No terminal: a file or a pipe. */
  public static final Terminal NONE = new Terminal(false, USUAL_WIDTH);

  /**
   * That of standard error. RONDO_PROGRESS=live or plain in {@code environment} overrides what is
   * found; COLUMNS gives the width.
   */
  public static Terminal ofStandardError(Map<String, String> environment) {
    String forced = environment.getOrDefault("RONDO_PROGRESS", "");
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean found = !dumb && standardErrorIsTerminal();
    boolean live = forced.equals("live") || (found && !forced.equals("plain"));
    return live ? new Terminal(true, width(environment)) : NONE;
  }

  private static boolean standardErrorIsTerminal() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | RuntimeException noSuchFileHere) {
      // Not Linux: the JVM knows of standard input and output only.
      return System.console() != null;
    }
  }

  private static int width(Map<String, String> environment) {
    int columns = columns(environment.getOrDefault("COLUMNS", ""));
    return columns > 0 ? columns : askTerminal();
  }

  /** Shells rarely export COLUMNS. */
  private static int askTerminal() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroy();
        return USUAL_WIDTH;
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int columns = columns(size.substring(size.indexOf(' ') + 1).strip());
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException noTerminalOrNoStty) {
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }

  /** A sensible number of columns; 0 if the text is none. */
  private static int columns(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      return 0;
    }
    int columns = Integer.parseInt(text);
    return columns >= 20 ? columns : 0;
  }
}
