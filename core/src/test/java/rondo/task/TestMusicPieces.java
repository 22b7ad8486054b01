package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;

class TestMusicPieces {
  private static final Map<String, String> NAMED =
      Map.of("keys.json", Keys.of(Map.of("hat", 3L, "kick", 2L, "snare", 1L), 4).toJson());

  @TempDir private Path folder;

  private static StagedTable table() {
    return new StagedTable(List.of(), List.of(Field.of("keys", ValueType.TEXTS)));
  }

  private static int[][] first(Table table, int most) throws IOException {
    DataSpec data = TableJobs.job("task = music, data.target = keys").data();
    return MusicPieces.first(data, NAMED, table, Split.TEST, most);
  }

  @Test
  void theFirstPieceOfAPartIsFound() throws IOException {
    Table table =
        table()
            .sequence(Split.TRAIN)
            .step(List.of("hat"))
            .sequence(Split.TEST) // a bad record: the model has no such key
            .step(List.of("hat"))
            .step(List.of("cowbell"))
            .sequence(Split.TEST)
            .step(List.of("snare", "hat", "hat"))
            .step(List.of())
            .step(List.of("kick"))
            .write(folder, 2);

    assertThat(first(table, 10)).isDeepEqualTo(new int[][] {{0, 2}, {}, {1}});
    assertThat(first(table, 2)).isDeepEqualTo(new int[][] {{0, 2}, {}});
  }

  @Test
  void withoutSuchAPieceThereIsNothing() throws IOException {
    Table table = table().sequence(Split.TRAIN).step(List.of("hat")).write(folder, 1);

    assertThat(first(table, 10)).isEmpty();
  }

  @Test
  void piecesAreReadAndWrittenAsText() {
    PieceText text = new PieceText(NAMED);
    String piece = "hat,snare - kick";

    assertThat(text.names()).containsExactly("hat", "kick", "snare");
    assertThat(text.read(piece)).isDeepEqualTo(new int[][] {{0, 2}, {}, {1}});
    assertThat(text.write(text.read(piece))).isEqualTo(piece);
    assertThat(text.read(" \n")).isEmpty();
    assertThat(text.read("  kick\tsnare,hat,snare ")).isDeepEqualTo(new int[][] {{1}, {0, 2}});
    assertThatThrownBy(() -> text.read("hat kick,bell -"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "time step 2: got \"kick,bell\", expected keys of the model (hat to snare) by commas,"
                + " or - for silence");
    assertThatThrownBy(() -> text.read("hat,")).hasMessageContaining("time step 1: got \"hat,\"");
    assertFails(ExitCode.CORRUPT, () -> new PieceText(Map.of()))
        .hasMessage("The model has no keys.json; take the whole model directory of its run");
  }
}
