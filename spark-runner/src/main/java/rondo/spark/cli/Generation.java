package rondo.spark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rondo.export.SavedModel;

/** One kind of output of {@code rondo generate}, with the options that it alone has. */
interface Generation {
  /**
   * What every kind is asked for.
   *
   * @param beginning what is to be continued; empty: nothing
   * @param length characters or time steps; null: as many as are usual
   * @param temperature 0 to 100
   * @param seed of the choices
   */
  record Request(String beginning, Integer length, double temperature, long seed) {
    int lengthOr(int usual) {
      return length == null ? usual : length;
    }
  }

  /** The task whose models make it. */
  String task();

  /** The longest output, in characters or time steps. */
  int longest();

  /** Its own options that were given. */
  List<String> given();

  /**
   * Looks at its own options, before anything is read.
   *
   * @throws rondo.error.RondoException USAGE if one is out of range
   */
  void check(Request request);

  /**
   * Makes it, and prints it for people.
   *
   * @throws rondo.error.RondoException USAGE if the model cannot do what is asked for
   */
  void print(SavedModel model, Request request, Console console) throws IOException;

  /**
   * Makes it, for programs.
   *
   * @return what was asked for and what came out, in order
   * @throws rondo.error.RondoException as {@link #print}
   */
  Map<String, Object> toJson(SavedModel model, Request request) throws IOException;
}
