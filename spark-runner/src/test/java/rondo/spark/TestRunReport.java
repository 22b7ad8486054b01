package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestRunReport {
  @Test
  void theTitleNamesTheTaskAndItsData() {
    assertThat(RunReport.title("language-model", "hdfs://host/books/alice.txt"))
        .isEqualTo("Language model of alice.txt");
    assertThat(RunReport.title("language-model", "/books/")).isEqualTo("Language model of books");
    assertThat(RunReport.title("adding-problem", null)).isEqualTo("Adding problem");
  }
}
