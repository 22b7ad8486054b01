package rondo.midi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * Writes notes as a standard MIDI file of type 0: one track, channel 1, the instrument that a
 * player begins with, a piano. A time step is a quarter note of {@value #TICKS} ticks. The same
 * notes give the same bytes. Needs no sound device.
 */
public final class MidiFile {
  /** Ticks of a quarter note, and so of a time step. */
  public static final int TICKS = 480;

  /** The slowest tempo, in quarter notes a minute; a file has 24 bits for the microseconds. */
  public static final double SLOWEST = 4;

  /** The fastest one. */
  public static final double FASTEST = 6000;

  private static final int VELOCITY = 80; // how hard a key is struck, of 127
  private static final int TEMPO = 0x51;
  private static final int END = 0x2F;
  private static final double MICROSECONDS = 60e6; // of a minute

  private MidiFile() {}

  /**
   * Writes a file.
   *
   * @param notes in any order; two of the same number must not overlap
   * @param steps time steps of the piece, which may end in silence
   * @param tempo quarter notes a minute
   * @param out stays open
   * @throws IllegalArgumentException if the tempo is out of range, or a note ends after the piece
   */
  public static void write(List<Note> notes, int steps, double tempo, OutputStream out)
      throws IOException {
    if (!(tempo >= SLOWEST && tempo <= FASTEST)) {
      throw new IllegalArgumentException(
          "tempo: got "
              + tempo
              + ", expected "
              + (int) SLOWEST
              + " to "
              + (int) FASTEST
              + " quarter notes a minute");
    }
    for (Note note : notes) {
      if (note.start() + note.steps() > steps) {
        throw new IllegalArgumentException(
            "note: got one that ends after time step "
                + (note.start() + note.steps())
                + ", expected at most "
                + steps);
      }
    }
    try {
      MidiSystem.write(sequence(notes, steps, tempo), 0, out);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("A message that MIDI does not have", e);
    }
  }

  private static Sequence sequence(List<Note> notes, int steps, double tempo)
      throws InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, TICKS);
    Track track = sequence.createTrack();
    int length = (int) Math.round(MICROSECONDS / tempo);
    byte[] bytes = {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    track.add(new MidiEvent(new MetaMessage(TEMPO, bytes, bytes.length), 0));
    // A track keeps the order of events at one tick: a key is let go before it is struck again.
    List<Key> keys =
        notes.stream()
            .flatMap(
                note ->
                    Stream.of(
                        new Key(note.start(), true, note.number()),
                        new Key(note.start() + note.steps(), false, note.number())))
            .sorted(
                Comparator.comparingInt(Key::step)
                    .thenComparing(Key::down)
                    .thenComparingInt(Key::number))
            .toList();
    for (Key key : keys) {
      int command = key.down ? ShortMessage.NOTE_ON : ShortMessage.NOTE_OFF;
      ShortMessage message = new ShortMessage(command, 0, key.number, key.down ? VELOCITY : 0);
      track.add(new MidiEvent(message, (long) key.step * TICKS));
    }
    track.add(new MidiEvent(new MetaMessage(END, new byte[0], 0), (long) steps * TICKS));
    return sequence;
  }

  /** A key goes down or up. */
  private record Key(int step, boolean down, int number) {}
}
