package rondo.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import rondo.midi.Note.Strike;

class TestMidiFile {
  private static byte[] written(List<Note> notes, int steps, double tempo) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MidiFile.write(notes, steps, tempo, out);
    return out.toByteArray();
  }

  private static Sequence read(byte[] bytes) throws IOException, InvalidMidiDataException {
    assertThat(MidiSystem.getMidiFileFormat(new ByteArrayInputStream(bytes)).getType()).isZero();
    return MidiSystem.getSequence(new ByteArrayInputStream(bytes));
  }

  /** What a player hears: a note from the message that strikes its key to the next that lets go. */
  private static List<Note> notes(Sequence sequence) {
    assertThat(sequence.getTracks()).hasSize(1);
    assertThat(sequence.getDivisionType()).isEqualTo(Sequence.PPQ);
    assertThat(sequence.getResolution()).isEqualTo(MidiFile.TICKS);
    Map<Integer, Integer> down = new HashMap<>();
    List<Note> notes = new ArrayList<>();
    Track track = sequence.getTracks()[0];
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (!(event.getMessage() instanceof ShortMessage message)) {
        continue;
      }
      assertThat(event.getTick() % MidiFile.TICKS).isZero();
      assertThat(message.getChannel()).isZero();
      int step = (int) (event.getTick() / MidiFile.TICKS);
      int number = message.getData1();
      if (message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0) {
        assertThat(down.put(number, step)).as("a key goes down once").isNull();
      } else {
        int start = down.remove(number);
        notes.add(new Note(number, start, step - start));
      }
    }
    assertThat(down).isEmpty();
    notes.sort(Comparator.comparingInt(Note::start).thenComparingInt(Note::number));
    return notes;
  }

  @Test
  void whatIsReadAgainAreTheSameNotes() throws Exception {
    for (Strike strike : Strike.values()) {
      for (int seed = 0; seed < 3; seed++) {
        List<Note> notes = Note.of(Pieces.random(seed, 150), strike);
        assertThat(notes).hasSizeGreaterThan(100);
        assertThat(notes(read(written(notes, 150, 90)))).isEqualTo(notes);
      }
    }
    List<Note> edges = List.of(new Note(0, 0, 1), new Note(127, 0, 3), new Note(0, 1, 1));
    assertThat(notes(read(written(edges, 3, 90))))
        .containsExactly(new Note(0, 0, 1), new Note(127, 0, 3), new Note(0, 1, 1));
  }

  @Test
  void thePieceIsAsLongAndAsFastAsItShouldBe() throws Exception {
    // Two of five time steps sound; 240 quarter notes a minute are 250,000 microseconds each.
    Sequence sequence = read(written(List.of(new Note(60, 0, 2)), 5, 240));

    assertThat(sequence.getTickLength()).isEqualTo(5L * MidiFile.TICKS);
    assertThat(sequence.getMicrosecondLength()).isEqualTo(5 * 250_000);
    MetaMessage tempo = (MetaMessage) sequence.getTracks()[0].get(0).getMessage();
    assertThat(tempo.getType()).isEqualTo(0x51);
    assertThat(tempo.getData()).containsExactly(0x03, (byte) 0xD0, (byte) 0x90);
    for (double edge : new double[] {MidiFile.SLOWEST, MidiFile.FASTEST}) {
      long microseconds = read(written(List.of(), 1, edge)).getMicrosecondLength();
      assertThat(microseconds).isEqualTo(Math.round(60e6 / edge));
    }
  }

  @Test
  void theSameNotesGiveTheSameBytes() throws IOException {
    List<Note> notes = Note.of(Pieces.random(1, 40), Strike.ONCE);
    List<Note> turned = new ArrayList<>(notes);
    turned.sort(Comparator.comparingInt(Note::number).reversed());

    byte[] bytes = written(notes, 40, 120);
    assertThat(written(turned, 40, 120)).isEqualTo(bytes);
    assertThat(bytes).startsWith('M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 480 >> 8, 480 & 0xFF);
  }

  @Test
  void whatAFileCannotHoldIsRefused() {
    for (double tempo : new double[] {3.9, 6001, Double.NaN}) {
      assertThatThrownBy(() -> written(List.of(), 1, tempo))
          .hasMessage("tempo: got " + tempo + ", expected 4 to 6000 quarter notes a minute");
    }
    assertThatThrownBy(() -> written(List.of(new Note(60, 2, 2)), 3, 120))
        .hasMessage("note: got one that ends after time step 4, expected at most 3");
  }
}
