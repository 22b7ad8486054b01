package rondo.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A note: a key that is struck, held and let go.
 *
 * @param number of MIDI: 0 to 127, 60 is the middle C, 69 the A of 440 Hz
 * @param start time step at which it is struck, from 0
 * @param steps time steps that it is held, at least 1
 */
public record Note(int number, int start, int steps) {
  /** The highest number that a MIDI file can hold. */
  public static final int HIGHEST = 127;

  /** Whether a key that sounds at neighbouring time steps is held, or struck at each. */
  public enum Strike {
    ONCE,
    AT_EACH_STEP
  }

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Note {
    require("number", number, 0, HIGHEST);
    require("start", start, 0, Integer.MAX_VALUE);
    require("steps", steps, 1, Integer.MAX_VALUE - start);
  }

  private static void require(String name, int got, int low, int high) {
    if (got < low || got > high) {
      throw new IllegalArgumentException(
          "note, " + name + ": got " + got + ", expected " + low + " to " + high);
    }
  }

  /**
   * The notes of a piece that says at each time step which keys sound. That does not tell a key
   * that is held from one that is struck again, so all are taken for the one or for the other.
   *
   * @param numbers (time steps, any number) the notes that sound at each, in any order
   * @return in the order of their starts, lower ones first
   * @throws IllegalArgumentException if a number is out of range
   */
  public static List<Note> of(int[][] numbers, Strike strike) {
    List<Note> notes = new ArrayList<>();
    int[] since = new int[HIGHEST + 1]; // time step at which a note was struck, and 1; 0: silent
    for (int t = 0; t <= numbers.length; t++) {
      boolean[] sounds = new boolean[HIGHEST + 1];
      for (int number : t < numbers.length ? numbers[t] : new int[0]) {
        require("number", number, 0, HIGHEST);
        sounds[number] = true;
      }
      for (int number = 0; number <= HIGHEST; number++) {
        boolean ends = !sounds[number] || strike == Strike.AT_EACH_STEP;
        if (since[number] > 0 && ends) {
          int start = since[number] - 1;
          notes.add(new Note(number, start, t - start));
          since[number] = 0;
        }
        if (sounds[number] && since[number] == 0) {
          since[number] = t + 1;
        }
      }
    }
    notes.sort(Comparator.comparingInt(Note::start).thenComparingInt(Note::number));
    return notes;
  }
}
