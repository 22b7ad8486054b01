package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TestMarkup {
  @Test
  void escapes() {
    assertThat(Markup.text("<a b=\"c\">&'</a>\n\t"))
        .isEqualTo("&lt;a b=&quot;c&quot;&gt;&amp;&#39;&lt;/a&gt;\n\t");
  }

  @Test
  void showsWhatXmlCannotHold() {
    assertThat(Markup.text("\u0000\r\u001b\u007f")).isEqualTo("␀␍␛␡");
    assertThat(Markup.text("\ud800x\udc00\uffff\u202e\u0085")).isEqualTo("�x����");
    assertThat(Markup.text("naïve 東京 😀")).isEqualTo("naïve 東京 😀");
  }

  @Property(tries = 500)
  void anyTextIsWellFormedXml(@ForAll String text) {
    String escaped = Markup.text(text);
    String inElement =
        Drawings.parse("<a>" + escaped + "</a>").getDocumentElement().getTextContent();
    assertThat(inElement).hasSameSizeAs(text);
    Drawings.parse("<a b=\"" + escaped + "\"/>");
  }

  @Test
  void coordinatesAreShort() {
    assertThat(Markup.number(12)).isEqualTo("12");
    assertThat(Markup.number(100)).isEqualTo("100");
    assertThat(Markup.number(12.345)).matches("12\\.3[45]");
    assertThat(Markup.number(-0.001)).isEqualTo("0");
    assertThat(Markup.number(0.5)).isEqualTo("0.5");
  }
}
