package rondo.config;

import rondo.task.LanguageModel;
import rondo.task.ReberGrammar;
import rondo.task.Tagging;

/** What cannot be with layers that read sequences from both ends, and with classes in chains. */
final class WholeSequences {
  private WholeSequences() {}

  /**
   * @throws rondo.error.RondoException CONFIG if sequences are cut, or the task is to tell what
   *     comes next: a layer that reads from the end has seen it
   */
  static void check(Section root) {
    if (root.section("model").flag("bidirectional")) {
      checkBidirectional(root);
    }
    if (root.section("model").flag("crf")) {
      checkCrf(root);
    }
  }

  /** A conditional random field scores the classes of whole sequences. */
  private static void checkCrf(Section root) {
    String task = root.text("task").orElse("");
    if (!task.equals(new Tagging().name())) {
      throw root.section("model").refuse("crf", "false with task = " + task);
    }
    for (String key : new String[] {"truncate", "recompute"}) {
      if (root.section("training").whole(key) > 0) {
        throw root.section("training")
            .refuse(key, "0 with model.crf = true, which needs whole sequences");
      }
    }
  }

  private static void checkBidirectional(Section root) {
    String task = root.text("task").orElse("");
    if (task.equals(new LanguageModel().name()) || task.equals(new ReberGrammar().name())) {
      throw root.section("model")
          .refuse("bidirectional", "false with task = " + task + ", which tells the next token");
    }
    Section training = root.section("training");
    for (String key : new String[] {"truncate", "recompute"}) {
      if (training.whole(key) > 0) {
        throw training.refuse(
            key, "0 with model.bidirectional = true, whose layers read sequences from both ends");
      }
    }
  }
}
