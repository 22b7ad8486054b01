package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TestPianoRoll {
  private static final Pattern BOX =
      Pattern.compile("M([0-9.]+) ([0-9.]+)h([0-9.]+)v([0-9.]+)h-[0-9.]+z");

  /** Left, top, width and height. */
  private record Box(double x, double y, double width, double height) {}

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
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

  private static List<Box> boxes(Element path) {
    List<Box> boxes = new ArrayList<>();
    Matcher matcher = BOX.matcher(path.getAttribute("d"));
    while (matcher.find()) {
      double[] numbers =
          IntStream.rangeClosed(1, 4)
              .mapToDouble(i -> Double.parseDouble(matcher.group(i)))
              .toArray();
      boxes.add(new Box(numbers[0], numbers[1], numbers[2], numbers[3]));
    }
    return boxes;
  }

  @Test
  void shadesAreProbabilitiesAndFramesAreNotes() {
    float[][] probabilities = new float[4][88];
    probabilities[0][40] = 0.31f;
    probabilities[1][40] = 0.28f; // the same shade: one box
    probabilities[2][41] = 0.96f;
    probabilities[3][60] = 0.04f; // too little to be drawn
    int[][] sounds = {{40}, {40, 41}, {40}, {}};
    Document svg = Drawings.parse(new PianoRoll("A & B", names(88), sounds, probabilities).svg());

    List<Element> shades = elements(svg, "path", "shade");
    assertThat(shades)
        .extracting(path -> path.getAttribute("fill-opacity"))
        .containsExactly("0.3", "1");
    Box held = boxes(shades.get(0)).get(0);
    Box later = boxes(shades.get(1)).get(0);
    assertThat(boxes(shades.get(0))).hasSize(1);
    assertThat(held.width()).isEqualTo(2 * later.width());
    assertThat(later.x()).isEqualTo(held.x() + held.width());
    assertThat(later.y() + later.height()).isEqualTo(held.y()); // the higher key is above
    List<Box> notes = boxes(elements(svg, "path", "note").get(0));
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0).width()).isGreaterThan(2.5 * notes.get(1).width());
    assertThat(notes.get(0).y()).isGreaterThan(notes.get(1).y());
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A & B");
    // Marks at the keys that begin an octave, among the rows from 39 on.
    List<String> texts = elements(svg, "text", "").stream().map(Element::getTextContent).toList();
    assertThat(texts).containsExactly("48", "0", "time step");
  }

  @Test
  void staysSmallWhateverThePiece() {
    int steps = 1000;
    int keys = 500;
    float[][] probabilities = new float[steps][keys];
    int[][] sounds = new int[steps][];
    for (int t = 0; t < steps; t++) {
      for (int key = 0; key < keys; key++) {
        probabilities[t][key] = ((t + 3 * key) % 10 + 1) / 10f;
      }
      int first = t;
      sounds[t] = IntStream.range(0, keys).filter(key -> (key + first) % 7 == 0).toArray();
    }
    String svg = new PianoRoll("long", names(keys), sounds, probabilities).svg();

    assertThat(svg.length()).isLessThan(700_000);
    String[] box = Drawings.parse(svg).getDocumentElement().getAttribute("viewBox").split(" ");
    assertThat(Double.parseDouble(box[2])).isLessThanOrEqualTo(1000);
    assertThat(Double.parseDouble(box[3])).isLessThanOrEqualTo(470);
    assertThat(svg).contains(">112<").doesNotContain(">128<"); // the marks of 128 time steps
  }

  @Test
  void anUntrainedModelIsOneShade() {
    float[][] probabilities = new float[128][88];
    Arrays.stream(probabilities).forEach(step -> Arrays.fill(step, 0.5f));
    String svg = new PianoRoll("untrained", names(88), new int[128][0], probabilities).svg();

    Document document = Drawings.parse(svg);
    assertThat(elements(document, "path", "shade")).hasSize(1);
    assertThat(boxes(elements(document, "path", "shade").get(0))).hasSize(88);
    assertThat(svg.length()).isLessThan(8_000);
  }

  @Test
  void silenceAndNamesThatCouldDoHarm() {
    String evil = "</text><script>";
    Document svg =
        Drawings.parse(
            new PianoRoll(evil, List.of(evil), new int[][] {{}}, new float[][] {{0}}).svg());

    assertThat(elements(svg, "path", "shade")).isEmpty();
    assertThat(boxes(elements(svg, "path", "note").get(0))).isEmpty();
    assertThat(elements(svg, "text", "").get(0).getTextContent()).isEqualTo(evil);
  }
}
