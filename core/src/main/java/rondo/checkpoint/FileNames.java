package rondo.checkpoint;

import java.util.regex.Pattern;

/** Which names a file of ours may have, so that no name leads out of its folder. */
public final class FileNames {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private FileNames() {}

  /** True for 1 to 64 letters, digits, '_', '.' and '-' other than "." and "..". */
  public static boolean isSafe(String name) {
    return SAFE.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /**
   * Returns a safe name.
   *
   * @throws IllegalArgumentException if it is not safe
   */
  public static String require(String name) {
    if (!isSafe(name)) {
      throw new IllegalArgumentException(
          "File name: got \""
              + name
              + "\", expected 1 to 64 letters, digits, '_', '.' and '-', not \".\" or \"..\"");
    }
    return name;
  }
}
