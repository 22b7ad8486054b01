package rondo.spark.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestTextShapes {
  @Test
  void separatorAndHeaderOfCsv() {
    assertThat(TextShapes.csv(List.of("a;b;c", "1;2,5;x", "2;3,5;y")))
        .isEqualTo(new TextShapes.Csv(";", true));
    assertThat(TextShapes.csv(List.of("a\tb", "1\t", "2\t\r")))
        .isEqualTo(new TextShapes.Csv("\t", true));
    assertThat(TextShapes.csv(List.of("47,100,8", "0,89,1")))
        .isEqualTo(new TextShapes.Csv(",", false));
    assertThat(TextShapes.csv(List.of("-1.5e3,a", ".5,b")))
        .isEqualTo(new TextShapes.Csv(",", false));
    assertThat(TextShapes.csv(List.of("word,kind", "\"to be, or not\",verb", "tree,noun")))
        .isEqualTo(new TextShapes.Csv(",", true));
    assertThat(TextShapes.csv(List.of("Call me Ishmael.", "Some years ago, never mind how long")))
        .isNull();
    assertThat(TextShapes.csv(List.of())).isNull();
  }

  @Test
  void fieldsMayHaveSeparatorsInQuotes() {
    assertThat(TextShapes.fields("\"a,b\", c,", ",")).containsExactly("a,b", "c", "");
  }

  @Test
  void musicIsStepsOfKeys() {
    assertThat(TextShapes.isMusic(List.of("60,64 - 67", "", "72 72,74"))).isTrue();
    assertThat(TextShapes.isMusic(List.of("60,64,67", "1,2,3"))).isFalse();
    assertThat(TextShapes.isMusic(List.of("60,64 - 67", "la la la"))).isFalse();
    assertThat(TextShapes.isMusic(List.of(""))).isFalse();
  }

  @Test
  void wordsWithTags() {
    List<String> columns = List.of("EU NNP B-ORG", "rejects VBZ O", "", "Peter NNP B-PER", "");
    assertThat(TextShapes.tagged(columns)).isEqualTo(new TextShapes.Tagged(false, 3, false));
    assertThat(TextShapes.tagged(columns).word()).isEqualTo(1);
    assertThat(TextShapes.tagged(columns).tag()).isEqualTo(3);

    String rest = "\t_\t_\t_\t_\t_\t_";
    List<String> universal =
        List.of("# sent_id = 1", "1\tI\tI\tPRON" + rest, "", "1-2\tdont\t_\t_" + rest, "");
    assertThat(TextShapes.tagged(universal)).isEqualTo(new TextShapes.Tagged(true, 10, true));
    assertThat(TextShapes.tagged(universal).word()).isEqualTo(2);
    assertThat(TextShapes.tagged(universal).tag()).isEqualTo(4);

    assertThat(TextShapes.tagged(List.of("a\tb", "c\td"))).as("no empty lines").isNull();
    assertThat(TextShapes.tagged(List.of("a b", "c", "", ""))).isNull();
  }
}
