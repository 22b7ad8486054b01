package rondo.spark.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.spark.init.JobText.Raw;

/** Drafts music: which keys sound next. */
final class MusicDraft {
  private static final long FEW = 1_000; // pieces

  private final InitRequest request;
  private final TableProfile table;

  MusicDraft(InitRequest request, TableProfile table) {
    this.request = request;
    this.table = table;
  }

  InitResult draft() {
    String target = new TargetFinder(request, table).find().get(0);
    Query query = new Query(table);
    SplitPlan plan = new SplitPlan(request, table);
    SplitPlan.Lines split = plan.ofSequences(query, List.of(), List.of(target), table.rows());
    ColumnProfile keys = table.column(target);
    long pieces = Math.round(0.8 * table.rows());
    boolean few = pieces < FEW;
    Sizes sizes = Sizes.ofPieces(pieces, keys.mean());

    Map<String, String> uses = new LinkedHashMap<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (ColumnProfile column : table.columns()) {
      leftOut.put(column.name(), "music sees the keys alone");
    }
    leftOut.remove(target);
    leftOut.forEach((name, reason) -> uses.put(name, "left out: " + reason));
    uses.put(target, "target: the keys that sound at each time step");
    TableDraft draft = new TableDraft(request, table);
    draft.head(uses, List.of());
    draft.source(query.sql(), "Lists of time steps, each a list of keys.");
    JobText job = draft.job();
    draft.badRecords(table.lacking(List.of(target), true));
    split.write(job);
    job.put(
            "target",
            target,
            String.format(
                Locale.ROOT,
                "%,d pieces of %.0f to %.0f time steps",
                keys.present(),
                keys.least(),
                keys.most()))
        .close()
        .blank()
        .open("model", null)
        .put("cell", "lstm", "remembers longer than rnn")
        .put("hidden", List.of(sizes.hidden()), few ? "units: there are few pieces" : "units")
        .put("dropout", new Raw("0.4"), "pieces are easily learned by heart")
        .put("recurrent-dropout", new Raw("0.2"), "likewise")
        .close()
        .blank();
    sizes.writeTraining(job, "pieces", "2e-3");
    return new InitResult(
        job.text(),
        table.format(),
        table.rows(),
        List.of(target),
        List.of(),
        leftOut,
        List.of(),
        null,
        List.of());
  }
}
