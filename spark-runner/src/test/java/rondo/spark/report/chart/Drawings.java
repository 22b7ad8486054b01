package rondo.spark.report.chart;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Reads drawings as a browser does that is strict. */
public final class Drawings {
  private static final Pattern CHART =
      Pattern.compile("<svg [^>]*class=\"chart\".*?</svg>", Pattern.DOTALL);

  private Drawings() {}

  /** All charts of a page. */
  public static List<Document> of(String page) {
    List<Document> documents = new ArrayList<>();
    Matcher matcher = CHART.matcher(page);
    while (matcher.find()) {
      documents.add(parse(matcher.group()));
    }
    return documents;
  }

  /** One drawing, which must be well-formed. */
  public static Document parse(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError("Not well-formed: " + svg, e);
    }
  }
}
