package rondo.spark.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.spark.init.JobText.Item;
import rondo.spark.init.JobText.Raw;

class TestJobText {
  private static final String AWKWARD = "a \"b\"\\ ${c} # d\n{[=:,";

  @Test
  void hoconReadsWhatIsWritten() {
    List<String> many = List.of("column number one", "true", "x-1", AWKWARD, "y".repeat(90));
    String text =
        new JobText()
            .comment("word ".repeat(60) + "\n\nend")
            .open("data", "a section")
            .put("path", AWKWARD, "short")
            .put("epochs", 3, "long ".repeat(30))
            .put("rate", new Raw("2e-3"), null)
            .put("flag", true, null)
            .put("key", List.of("one", "two words"), null)
            .put("target", many, "too long for a line")
            .list(
                "inputs", List.of(new Item("a", "why"), new Item(new Raw("{ b = c }"), null)), null)
            .query("SELECT `a\\b`, '\"' AS q\nFROM input\n", "of Spark's")
            .close()
            .text();

    assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    assertThat(text.lines().filter(line -> line.stripLeading().startsWith("#")))
        .allMatch(line -> line.length() <= 100);
    Config data = ConfigFactory.parseString(text).resolve().getConfig("data");
    assertThat(data.getString("path")).isEqualTo(AWKWARD);
    assertThat(data.getInt("epochs")).isEqualTo(3);
    assertThat(data.getDouble("rate")).isEqualTo(0.002);
    assertThat(data.getBoolean("flag")).isTrue();
    assertThat(data.getStringList("key")).containsExactly("one", "two words");
    assertThat(data.getStringList("target")).isEqualTo(many);
    assertThat(data.getList("inputs").unwrapped().toString()).isEqualTo("[a, {b=c}]");
    assertThat(data.getString("query")).contains("SELECT `a\\b`, '\"' AS q");
  }

  @Test
  void aQueryMayHaveThreeQuotes() {
    String text = new JobText().query("SELECT \"\"\"x\"\"\"", "odd").text();
    assertThat(ConfigFactory.parseString(text).getString("query"))
        .isEqualTo("SELECT \"\"\"x\"\"\"");
  }
}
