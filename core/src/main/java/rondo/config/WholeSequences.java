package rondo.config;

import rondo.task.LanguageModel;

/** What cannot be with layers that read sequences from both ends. */
final class WholeSequences {
  private WholeSequences() {}

  /**
   * @throws rondo.error.RondoException CONFIG if sequences are cut, or the task is to tell what
   *     comes next: a layer that reads from the end has seen it
   */
  static void check(Section root) {
    if (!root.section("model").flag("bidirectional")) {
      return;
    }
    String task = new LanguageModel().name();
    if (root.text("task").orElse("").equals(task)) {
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
