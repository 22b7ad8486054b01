package rondo.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rondo.midi.Note.Strike;

class TestNote {
  @Test
  void aKeyThatSoundsAtTimeStepsInARowIsOneNote() {
    int[][] piece = {{60, 64}, {64, 60}, {64}, {}, {64, 127}};

    assertThat(Note.of(piece, Strike.ONCE))
        .containsExactly(
            new Note(60, 0, 2), new Note(64, 0, 3), new Note(64, 4, 1), new Note(127, 4, 1));
  }

  @Test
  void orOneNoteATimeStep() {
    int[][] piece = {{0, 0}, {0}, {}, {0}};

    assertThat(Note.of(piece, Strike.AT_EACH_STEP))
        .containsExactly(new Note(0, 0, 1), new Note(0, 1, 1), new Note(0, 3, 1));
  }

  @Test
  void theNotesSoundWhereThePieceDoes() {
    for (Strike strike : Strike.values()) {
      int[][] piece = Pieces.random(5, 200);
      List<TreeSet<Integer>> sounds = new ArrayList<>();
      for (int t = 0; t < piece.length; t++) {
        sounds.add(new TreeSet<>());
      }
      for (Note note : Note.of(piece, strike)) {
        for (int t = note.start(); t < note.start() + note.steps(); t++) {
          assertThat(sounds.get(t).add(note.number())).as("notes do not overlap").isTrue();
        }
      }
      for (int t = 0; t < piece.length; t++) {
        assertThat(sounds.get(t)).containsExactlyElementsOf(Pieces.set(piece[t]));
      }
      assertThat(Note.of(piece, strike))
          .isSortedAccordingTo(Comparator.comparingInt(Note::start).thenComparingInt(Note::number));
    }
  }

  @Test
  void whatMidiDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> Note.of(new int[][] {{128}}, Strike.ONCE))
        .hasMessage("note, number: got 128, expected 0 to 127");
    assertThatThrownBy(() -> new Note(60, 0, 0))
        .hasMessage("note, steps: got 0, expected 1 to 2147483647");
    assertThat(Note.of(new int[0][], Strike.ONCE)).isEmpty();
  }
}
