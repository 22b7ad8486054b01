package rondo.spark.report;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.spark.report.Html.Key;
import rondo.spark.report.chart.PianoRoll;

/**
 * Pieces of one model as the report draws them.
 *
 * @param model its name; empty if it is the only one
 * @param test the beginning of a piece of the test data; null if there is none
 * @param written a piece that the model made up; null if none was wanted
 */
public record PianoRolls(String model, PianoRoll test, PianoRoll written) {
  private static final Logger LOG = LoggerFactory.getLogger(PianoRolls.class);
  private static final String ABOUT =
      "Time goes to the right, each row is a key. The darker a cell, the more probable the model"
          + " held its key at this time step, from the time steps before it alone.";

  /**
   * A section for all models; nothing without any. A failure to draw is told in the page: it must
   * not lose the rest of the report.
   */
  static void write(Html html, List<PianoRolls> models) {
    if (models.stream().allMatch(model -> model.test == null && model.written == null)) {
      return;
    }
    Html section = new Html();
    try {
      section.raw("<section>").element("h2", "", "Piano rolls").element("p", "about", ABOUT);
      for (PianoRolls model : models) {
        figure(section, model.model, model.test, "A piece of the test data", "what sounds");
        figure(
            section, model.model, model.written, "A piece that the model made up", "what it chose");
      }
      html.raw(section.raw("</section>").toString());
    } catch (RuntimeException e) {
      LOG.warn("The piano rolls could not be drawn", e);
      html.element("p", "alarm", "The piano rolls could not be drawn (" + e + ").");
    }
  }

  private static void figure(Html html, String model, PianoRoll roll, String title, String notes) {
    if (roll == null) {
      return;
    }
    String name = model.isEmpty() ? title : model + ": " + title;
    List<Key> legend = List.of(new Key("shade", "what the model expects"), new Key("note", notes));
    html.figure("wide", name, "", legend, roll.svg());
  }
}
