package rondo.spark.report;

import java.util.List;
import java.util.stream.Stream;
import rondo.local.Examples;
import rondo.local.TaggedExample;
import rondo.metric.Entities;
import rondo.metric.EntitySpan;
import rondo.spark.report.chart.Markup;

/**
 * Tagged sequences: entities as spans where tags are those of entities, else each time step with
 * its tag. Mistakes have a line of their own shape and a title, not a colour alone.
 */
final class TaggedFigures {
  private final Html html;
  private final boolean entities;

  private TaggedFigures(Html html, boolean entities) {
    this.html = html;
    this.entities = entities;
  }

  static void write(Html html, Examples examples) {
    List<TaggedExample> tagged = examples.tagged();
    if (tagged.isEmpty()) {
      return;
    }
    List<String> tags =
        tagged.stream()
            .flatMap(one -> Stream.concat(one.actual().stream(), one.predicted().stream()))
            .distinct()
            .toList();
    boolean entities = Entities.areTags(tags);
    html.element(
        "p",
        "about",
        "Of "
            + Numbers.grouped(examples.candidates())
            + " sequences those with the most mistakes, then the longest that have none. "
            + (entities
                ? "An entity that was not there is underlined by a wave, one that was not found by"
                    + " dots."
                : "Where a tag is wrong it is struck out, and the right one stands behind it."));
    TaggedFigures figures = new TaggedFigures(html, entities);
    html.raw("<div class=\"tagged\">");
    tagged.forEach(figures::figure);
    html.raw("</div>");
  }

  private void figure(TaggedExample example) {
    html.raw("<figure>\n<figcaption>");
    if (!example.name().isEmpty()) { // a query may have left nothing that names it
      html.element("h3", "", example.name());
    }
    long mistakes = example.mistakes();
    String count = mistakes == 0 ? "right" : mistakes == 1 ? "1 mistake" : mistakes + " mistakes";
    html.element("p", "tells", Html.capital(count) + label(example));
    html.raw("</figcaption>");
    if (!entities) {
      steps(example);
    } else if (example.actual().equals(example.predicted())) {
      spans("", example, example.actual(), List.of(), "");
    } else {
      List<EntitySpan> there = EntitySpan.of(example.actual());
      List<EntitySpan> told = EntitySpan.of(example.predicted());
      spans("Actual", example, example.actual(), minus(there, told), "missed");
      spans("Predicted", example, example.predicted(), minus(told, there), "wrong");
    }
    if (example.left() > 0) {
      html.element("p", "tells", "and " + Numbers.grouped(example.left()) + " more time steps");
    }
    html.raw("</figure>");
  }

  private static String label(TaggedExample example) {
    if (example.label() == null) {
      return "";
    }
    return example.label().equals(example.predictedLabel())
        ? "; class " + example.label() + " is right"
        : "; class " + example.label() + " was taken for " + example.predictedLabel();
  }

  private static List<EntitySpan> minus(List<EntitySpan> spans, List<EntitySpan> others) {
    return spans.stream().filter(span -> !others.contains(span)).toList();
  }

  private void steps(TaggedExample example) {
    StringBuilder line = new StringBuilder("<p class=\"line\" dir=\"auto\">");
    for (int t = 0; t < example.tokens().size(); t++) {
      String actual = Markup.text(example.actual().get(t));
      String told = Markup.text(example.predicted().get(t));
      boolean right = actual.equals(told);
      line.append("<span class=\"token").append(right ? "" : " wrong").append("\" title=\"");
      line.append(right ? actual : told + ", is " + actual).append("\">");
      line.append(Markup.text(example.tokens().get(t))).append("<small>");
      line.append(right ? actual : "<s>" + told + "</s> " + actual).append("</small></span> ");
    }
    html.raw(line.append("</p>").toString());
  }

  /**
   * @param marked entities that are not in the other line
   * @param mark the style of these
   */
  private void spans(
      String name, TaggedExample example, List<String> tags, List<EntitySpan> marked, String mark) {
    StringBuilder line = new StringBuilder("<p class=\"line");
    line.append(name.isEmpty() ? "" : " named").append("\" dir=\"auto\">");
    if (!name.isEmpty()) {
      line.append("<b>").append(name).append("</b> ");
    }
    int next = 0;
    for (EntitySpan span : EntitySpan.of(tags)) {
      words(line, example, next, span.first());
      boolean isMarked = marked.contains(span);
      String type = Markup.text(span.type());
      String what = mark.equals("missed") ? ", was not found" : ", was not there";
      line.append("<span class=\"entity").append(isMarked ? " " + mark : "").append("\" title=\"");
      line.append(type).append(isMarked ? what : "").append("\"><span>");
      words(line, example, span.first(), span.last() + 1);
      line.setLength(line.length() - 1); // the last space
      line.append("</span><small>").append(type).append("</small></span> ");
      next = span.last() + 1;
    }
    words(line, example, next, tags.size());
    html.raw(line.append("</p>").toString());
  }

  private static void words(StringBuilder line, TaggedExample example, int from, int to) {
    for (int t = from; t < to; t++) {
      line.append(Markup.text(example.tokens().get(t))).append(' ');
    }
  }
}
