package rondo.checkpoint;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which checkpoint: the owner that wrote it, and the round. Names are of fixed width, so that they
 * sort as the numbers do.
 *
 * @param epoch number of the owner, from 1
 * @param round from 0
 */
record CheckpointName(long epoch, long round) implements Comparable<CheckpointName> {
  static final long MAX_EPOCH = 999_999;
  static final long MAX_ROUND = 9_999_999_999L;

  private static final String UUID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern OWNER = Pattern.compile("([0-9]{6})\\.json");
  private static final Pattern MARKER = Pattern.compile("([0-9]{6})-([0-9]{10})\\.json");
  private static final Pattern FOLDER = Pattern.compile("([0-9]{6})-([0-9]{10})-" + UUID_PATTERN);
  private static final Comparator<CheckpointName> ORDER =
      Comparator.comparingLong(CheckpointName::epoch).thenComparingLong(CheckpointName::round);

  /** Name of the file with which an owner takes its epoch. */
  static String ownerFile(long epoch) {
    return String.format(Locale.ROOT, "%06d.json", epoch);
  }

  /** The epoch of an owner file, or nothing if the name is not of this form. */
  static Optional<Long> parseOwner(String name) {
    Matcher matcher = OWNER.matcher(name);
    return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }

  /** The checkpoint of a marker, or nothing if the name is not of this form. */
  static Optional<CheckpointName> parseMarker(String name) {
    return parse(MARKER, name);
  }

  /** The checkpoint of a data folder, or nothing if the name is not of this form. */
  static Optional<CheckpointName> parseFolder(String name) {
    return parse(FOLDER, name);
  }

  /** Name of the commit marker. */
  String marker() {
    return this + ".json";
  }

  /** A name for a data folder that nobody has used or will use. */
  String newFolder() {
    return this + "-" + UUID.randomUUID();
  }

  @Override
  public int compareTo(CheckpointName other) {
    return ORDER.compare(this, other);
  }

  /** As in names of files: {@code 000002-0000000150}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%06d-%010d", epoch, round);
  }

  private static Optional<CheckpointName> parse(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new CheckpointName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
