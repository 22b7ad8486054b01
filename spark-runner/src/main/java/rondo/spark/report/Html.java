package rondo.spark.report;

import java.util.List;
import java.util.Locale;
import rondo.spark.report.chart.Markup;

/** Pieces of the report's HTML; every argument that is text is escaped here. */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** An entry of a legend. */
  record Key(String style, String name) {}

  /** Appends markup as it is. */
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /** Appends an element with text in it. */
  Html element(String tag, String style, String text) {
    out.append('<').append(tag);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(Markup.text(text)).append("</").append(tag).append(">\n");
    return this;
  }

  /** Appends a figure: a title, what it tells in a sentence, a legend, and a drawing. */
  Html figure(String style, String title, String tells, List<Key> legend, String drawing) {
    out.append("<figure class=\"").append(style).append("\">\n<figcaption>");
    element("h3", "", title);
    if (!tells.isEmpty()) {
      element("p", "tells", tells);
    }
    raw("</figcaption>");
    legend(legend);
    return raw("<div class=\"drawing\">").raw(drawing).raw("</div>\n</figure>");
  }

  /** Appends a legend, if there is anything in it. */
  Html legend(List<Key> legend) {
    if (legend.isEmpty()) {
      return this;
    }
    raw("<ul class=\"legend\">");
    for (Key key : legend) {
      out.append("<li><svg class=\"key\" viewBox=\"0 0 22 10\" aria-hidden=\"true\">");
      out.append("<path class=\"").append(key.style()).append("\" d=\"M1 5L21 5\"/></svg>");
      out.append(Markup.text(key.name())).append("</li>\n");
    }
    return raw("</ul>");
  }

  /** With a capital at its beginning. */
  static String capital(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
