package rondo.config;

import rondo.model.HeadSpec;
import rondo.task.Classification;
import rondo.task.LanguageModel;
import rondo.task.ReberGrammar;
import rondo.task.Regression;
import rondo.task.Tagging;

/**
 * What cannot be with layers that read sequences from both ends, with classes in chains, and
 * without outputs of whole sequences.
 */
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
    checkPooling(root);
  }

  /** What is not used must not be said: whoever wrote it expects something of it. */
  private static void checkPooling(Section root) {
    Section model = root.section("model");
    String task = root.text("task").orElse("");
    boolean both = root.section("data").texts("target").size() == 2;
    boolean whole =
        task.equals(new Classification().name())
            || task.equals(new Regression().name())
            || (task.equals(new Tagging().name()) && both);
    if (!whole && model.choice("pooling", HeadSpec.Pooling.class) != HeadSpec.Pooling.LAST) {
      throw model.refuse(
          "pooling", "last with task = " + task + ", which tells nothing of whole sequences here");
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
