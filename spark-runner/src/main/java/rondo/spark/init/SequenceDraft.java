package rondo.spark.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rondo.spark.init.JobText.Raw;

/** Drafts classification, regression and tagging: tasks that are told of whole sequences. */
final class SequenceDraft {
  private static final long UNEVEN = 10; // times as many sequences of one class as of another
  private static final long LONG = 1_000; // time steps, above which tagged sequences are cut
  private static final int PIECE = 250;
  private static final int FEW_SEQUENCES = 20;

  private final InitRequest request;
  private final TableProfile table;
  private final SequenceLook look;
  private final List<String> target;
  private final RoleFinder.Roles roles;
  private final Query query;
  private final InputPlan inputs;
  private final TableDraft draft;
  private String classes; // a comment
  private boolean varies; // whether the class changes within sequences
  private boolean uneven;

  SequenceDraft(InitRequest request, TableProfile table, SequenceLook look) {
    this.request = request;
    this.table = table;
    this.look = look;
    this.target = new TargetFinder(request, table).find();
    this.roles = new RoleFinder(request, table, look, target).find();
    this.query = new Query(table);
    this.draft = new TableDraft(request, table);
    List<String> taken = new ArrayList<>(target);
    taken.addAll(roles.key());
    if (roles.stepRows()) {
      taken.add(roles.time());
    }
    this.inputs = new InputPlan(table, taken);
  }

  /**
   * The job.
   *
   * @throws rondo.error.RondoException BAD_DATA if nothing is left to learn from
   */
  InitResult draft() {
    boolean tagging = request.task().equals("tagging");
    if (roles.stepRows()) {
      inputs.ofSteps();
    } else {
      requireLists(tagging);
      inputs.ofRows(tagging ? table.column(target.get(0)) : null, query);
    }
    if (inputs.items().isEmpty()) {
      throw InitErrors.badData(
          "The table at "
              + table.source().path()
              + " has no column that could enter the network beside "
              + String.join(", ", target)
              + ", expected one at least; the columns are "
              + table.names());
    }
    lookAtTarget(tagging);
    long sequences = roles.stepRows() ? roles.lengths().sequences() : table.rows();
    double steps =
        roles.stepRows() ? (double) table.rows() / roles.lengths().sequences() : inputs.steps();
    SplitPlan plan = new SplitPlan(request, table);
    double validation = plan.validation(sequences);
    double test = plan.test(sequences);
    int window = window(tagging, steps);
    boolean byTime = roles.stepRows() && sequences < FEW_SEQUENCES && window > 0;
    SplitPlan.Lines split;
    if (byTime) {
      List<String> from = look.times(roles.time(), 1 - validation - test, 1 - test);
      split = SplitPlan.byTime(from, validation, test);
    } else {
      Set<String> used = new LinkedHashSet<>(inputs.names());
      used.addAll(target);
      split = plan.ofSequences(query, roles.key(), used, sequences);
    }
    write(split, window, tagging, sizes(sequences, steps, window, 1 - validation - test));
    return new InitResult(
        draft.job().text(),
        table.format(),
        table.rows(),
        target,
        List.copyOf(inputs.names()),
        inputs.leftOut(),
        roles.key(),
        roles.time(),
        notes());
  }

  private List<String> notes() {
    return roles.unused() == null
        ? List.of()
        : List.of(
            "column "
                + roles.unused()
                + " looks like a time, but each row is a sequence of its own: where rows are time"
                + " steps, say so with --time, and with --key what tells sequences apart");
  }

  private void requireLists(boolean tagging) {
    if (tagging && !table.column(target.get(0)).isList()) {
      throw InitErrors.usage(
          "--time: got nothing, and column "
              + target.get(0)
              + " has one value a row, expected the column that orders the rows, each of which is"
              + " a time step with a tag; name it, and with --key what tells sequences apart, or"
              + " give lists");
    }
  }

  private void lookAtTarget(boolean tagging) {
    String first = target.get(0);
    if (request.task().equals("regression")) {
      ColumnProfile column = table.column(first);
      classes =
          String.format(Locale.ROOT, "numbers from %.4g to %.4g", column.least(), column.most());
      varies = target.stream().anyMatch(this::varies);
      return;
    }
    if (tagging) {
      if (target.size() > 1 && varies(target.get(1))) {
        throw InitErrors.usage(
            "--target: got "
                + target.get(1)
                + " as the class of the sequences, which has several values within a sequence,"
                + " expected one; name another column, or the tags alone");
      }
      classes =
          roles.stepRows()
              ? String.format(Locale.ROOT, "about %,d tags", table.column(first).distinct())
              : "a tag a time step";
      return;
    }
    SequenceLook.Classes found = look.classes(first, roles.key());
    varies = found.varies() || (roles.stepRows() && roles.key().isEmpty());
    uneven = found.most() >= UNEVEN * found.least();
    String what = roles.stepRows() && !roles.key().isEmpty() && !varies ? "sequences" : "rows";
    classes =
        varies
            ? String.format(Locale.ROOT, "about %,d classes", table.column(first).distinct())
            : String.format(
                Locale.ROOT,
                "%,d classes, from %,d to %,d %s each",
                found.number(),
                found.least(),
                found.most(),
                what);
  }

  /** Whether a column has several values within a sequence. */
  private boolean varies(String column) {
    if (!roles.stepRows()) {
      return false;
    }
    return roles.key().isEmpty()
        ? table.column(column).distinct() > 1
        : look.classes(column, roles.key()).varies();
  }

  /** Time steps of pieces; 0 for whole sequences. */
  private int window(boolean tagging, double steps) {
    if (request.window() > 0) {
      return request.window();
    }
    boolean longOnes = tagging && roles.stepRows() && roles.lengths().most() > LONG;
    if (longOnes) {
      return PIECE;
    }
    return varies && roles.stepRows() ? (int) Math.max(1, Math.min(50, steps / 4)) : 0;
  }

  private Sizes sizes(long sequences, double steps, int window, double part) {
    if (window > 0 && roles.stepRows()) {
      int stride = varies ? Math.max(1, window / 4) : window;
      long windows = Math.max(1, Math.round(part * table.rows() / stride));
      return Sizes.ofSequences(windows, window);
    }
    return Sizes.ofSequences(Math.max(1, Math.round(part * sequences)), steps);
  }

  private void write(SplitPlan.Lines split, int window, boolean tagging, Sizes sizes) {
    Map<String, String> uses = new LinkedHashMap<>();
    inputs.leftOut().forEach((name, reason) -> uses.put(name, "left out: " + reason));
    roles.key().forEach(name -> uses.put(name, "names the sequences"));
    if (roles.stepRows()) {
      uses.put(roles.time(), "time");
    }
    target.forEach(name -> uses.put(name, "target"));
    draft.head(uses, notes());
    JobText job = draft.job();
    draft.source(query.sql(), "What the columns of the job are made of.");
    draft.roles(roles);
    if (roles.unique()) {
      List<String> used = new ArrayList<>(target);
      used.addAll(roles.key());
      double timeless = roles.stepRows() ? look.timeless(roles.time()) : 0;
      draft.badRecords(inputs.missing(used) + timeless);
    }
    split.write(job);
    job.blank().list("inputs", inputs.items(), null);
    job.put("target", target.size() == 1 ? target.get(0) : target, classes);
    if (window > 0) {
      String why =
          varies
              ? "what is told changes within a sequence: that of the last of so many time steps"
              : "time steps of a piece: sequences are long";
      job.put("window", window, why);
      job.put("stride", varies ? Math.max(1, window / 4) : window, "from one piece to the next");
    }
    if (request.task().equals("classification")) {
      job.put(
          "balanced",
          uneven && !varies,
          uneven && !varies
              ? "the most frequent class has ten times the rarest: all weigh the same"
              : "no class is that rare");
    }
    job.close().blank();
    model(job, tagging, sizes);
    job.blank();
    sizes.writeTraining(
        job, window > 0 ? "pieces" : "sequences", sizes.hidden() > 96 ? "1e-3" : "2e-3");
  }

  private void model(JobText job, boolean tagging, Sizes sizes) {
    job.open("model", null)
        .put("cell", "lstm", "remembers longer than rnn; gru is a little faster")
        .put("hidden", List.of(sizes.hidden()), "units: as many as the number of sequences allows")
        .put(
            "bidirectional",
            true,
            "sequences are there as a whole, so they are read from both ends");
    if (!tagging || target.size() > 1) {
      job.put(
          "pooling",
          inputs.isText() ? "max" : "mean",
          inputs.isText() ? "a single word may tell it" : "all time steps tell a little");
    }
    boolean small = sizes.hidden() < 96;
    job.put(
            "dropout",
            new Raw(inputs.isText() || tagging ? "0.4" : small ? "0.3" : "0.2"),
            inputs.isText() || tagging
                ? "words are easily learned by heart"
                : "less data, more of it")
        .close();
  }
}
