package rondo.task;

import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** The files of a model directory beside the weights. */
public final class Encoders {
  private Encoders() {}

  /**
   * A file that must be there.
   *
   * @throws RondoException CORRUPT if it is not
   */
  public static String require(Map<String, String> encoders, String name) {
    String json = encoders.get(name);
    if (json == null) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The model has no " + name + "; take the whole model directory of its run");
    }
    return json;
  }
}
