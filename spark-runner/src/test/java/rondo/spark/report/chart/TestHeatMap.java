package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TestHeatMap {
  private static Document drawn(List<String> labels, long[][] counts) {
    return Drawings.parse(new HeatMap("Confusion", labels, counts).svg());
  }

  private static List<Element> elements(Document svg, String tag, String style) {
    NodeList all = svg.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("class").equals(style)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(Document svg, String style) {
    return elements(svg, "text", style).stream().map(Element::getTextContent).toList();
  }

  private static List<String> titles(Document svg) {
    NodeList all = svg.getElementsByTagName("title");
    return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getTextContent()).toList();
  }

  @Test
  void countsRecallAndSharesOfARow() {
    long[][] counts = {{30, 10, 0}, {0, 1234, 0}, {0, 0, 0}};
    Document svg = drawn(List.of("cat", "dog & co", "emu"), counts);
    assertThat(titles(svg))
        .containsExactly(
            "Confusion", "cat as cat: 30", "cat as dog & co: 10", "dog & co as dog & co: 1,234");
    assertThat(texts(svg, "recall")).containsExactly("75%", "100%", "–");
    assertThat(texts(svg, "over")).containsExactly("30", "1,234");
    assertThat(texts(svg, "count")).containsExactly("10");
    assertThat(texts(svg, "tick"))
        .containsExactly("cat", "cat", "dog & co", "dog & co", "emu", "emu");
    List<Element> right = elements(svg, "rect", "right");
    List<Element> wrong = elements(svg, "rect", "wrong");
    assertThat(right)
        .extracting(rect -> rect.getAttribute("fill-opacity"))
        .containsExactly("0.77", "1");
    assertThat(wrong).extracting(rect -> rect.getAttribute("fill-opacity")).containsExactly("0.31");
    // One column to the right of the diagonal, in the same row.
    double cell = number(right.get(0), "width");
    assertThat(number(wrong.get(0), "x") - number(right.get(0), "x")).isEqualTo(cell);
    assertThat(wrong.get(0).getAttribute("y")).isEqualTo(right.get(0).getAttribute("y"));
    assertThat(number(right.get(1), "y") - number(right.get(0), "y")).isEqualTo(cell);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void ofFiftyClassesNothingLiesOnAnother() {
    int classes = 50;
    List<String> labels =
        IntStream.range(0, classes).mapToObj(i -> "a label that is far too long " + i).toList();
    long[][] counts = new long[classes][classes];
    for (long[] row : counts) {
      Arrays.fill(row, 7);
    }
    Document svg = drawn(labels, counts);
    assertThat(elements(svg, "rect", "right")).hasSize(classes);
    assertThat(elements(svg, "rect", "wrong")).hasSize(classes * (classes - 1));
    assertThat(texts(svg, "count")).isEmpty(); // no room, but each has a title
    assertThat(titles(svg)).hasSize(1 + classes * classes);
    List<Element> ticks = elements(svg, "text", "tick");
    assertThat(ticks).hasSize(2 * classes);
    for (Element tick : ticks) {
      assertThat(tick.getTextContent()).hasSize(18).endsWith("…");
      double size = Double.parseDouble(tick.getAttribute("style").replaceAll("[^0-9.]", ""));
      assertThat(size).isBetween(8.0, number(elements(svg, "rect", "right").get(0), "height"));
    }
    String[] box = svg.getDocumentElement().getAttribute("viewBox").split(" ");
    assertThat(Double.parseDouble(box[2])).isLessThanOrEqualTo(1010);
  }
}
