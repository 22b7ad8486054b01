package rondo.spark.read;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;

/** Which files belong to which part of the data. */
final class FileSplit {
  private FileSplit() {}

  /**
   * The files whose path ends as one of the patterns says, as Spark names them.
   *
   * @param files by the name that Spark gives them: path for people
   */
  static List<String> matching(Map<String, String> files, List<String> patterns) {
    List<String> matching = new ArrayList<>();
    for (String pattern : patterns) {
      Path parts = Path.of(pattern.replaceFirst("^/+", ""));
      PathMatcher matcher = matcher(pattern, parts);
      int before = matching.size();
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = Path.of(file.getValue());
        int count = path.getNameCount();
        int used = Math.min(count, parts.getNameCount());
        if (count > 0 && matcher.matches(path.subpath(count - used, count))) {
          matching.add(file.getKey());
        }
      }
      if (matching.size() == before) {
        throw new RondoException(
            ExitCode.CONFIG,
            "data.split: no file ends as "
                + pattern
                + " says, expected at least one of "
                + files.size()
                + "; correct the pattern");
      }
    }
    return matching;
  }

  /**
   * @throws RondoException CONFIG if a file is in two parts
   */
  static void require(SourceSpec source, List<String> test, List<String> validation) {
    for (String file : test) {
      if (validation.contains(file)) {
        throw new RondoException(
            ExitCode.CONFIG,
            "data.split: "
                + file
                + " is one of validation-files and one of test-files "
                + source.split().testFiles()
                + ", expected one of them; correct the patterns");
      }
    }
  }

  private static PathMatcher matcher(String pattern, Path parts) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + parts);
    } catch (PatternSyntaxException e) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.split: got " + pattern + ", expected a pattern of paths such as *.dev; correct it",
          e);
    }
  }
}
