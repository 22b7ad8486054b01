package rondo.spark.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import rondo.export.SavedModel;
import rondo.local.MusicModel;
import rondo.midi.MidiFile;
import rondo.midi.Note;
import rondo.midi.Note.Strike;
import rondo.spark.OutputFile;

/** A piece of a model of music, as a MIDI file or as text. */
final class MusicGeneration implements Generation {
  private static final int USUAL_LENGTH = 128;
  private static final double USUAL_TEMPO = 120;
  private static final int PIANO = 88; // keys, the lowest of which is 21

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Music: MIDI file to write; without it the piece is printed as text.")
  private String output;

  @Option(names = "--overwrite", description = "Music: replace the file at the output.")
  private boolean overwrite;

  @Option(
      names = "--tempo",
      paramLabel = "N",
      description = "Music: time steps a minute, which are quarter notes (default: 120).")
  private Double tempo;

  @Option(
      names = "--lowest-note",
      paramLabel = "N",
      description =
          "Music: MIDI number of the key 0 (default: 21, the lowest A of a piano, if the model has"
              + " the keys 0 to 87, else 0: keys are MIDI numbers).")
  private Integer lowestNote;

  @Option(
      names = "--strike",
      description =
          "Music: strike a key again at each time step; without it one that sounds at time steps in"
              + " a row is one long note.")
  private boolean strike;

  @Override
  public String task() {
    return "music";
  }

  @Override
  public int longest() {
    return 100_000;
  }

  @Override
  public List<String> given() {
    Map<String, Boolean> options = new LinkedHashMap<>();
    options.put("--output", output != null);
    options.put("--overwrite", overwrite);
    options.put("--tempo", tempo != null);
    options.put("--lowest-note", lowestNote != null);
    options.put("--strike", strike);
    return options.keySet().stream().filter(options::get).toList();
  }

  @Override
  public void check(Request request) {
    if (tempo != null && !(tempo >= MidiFile.SLOWEST && tempo <= MidiFile.FASTEST)) {
      throw GenerateCommand.usage(
          "--tempo: got "
              + tempo
              + ", expected "
              + (int) MidiFile.SLOWEST
              + " to "
              + (int) MidiFile.FASTEST
              + " time steps a minute");
    }
    if (lowestNote != null && (lowestNote < -Note.HIGHEST || lowestNote > Note.HIGHEST)) {
      throw GenerateCommand.usage(
          "--lowest-note: got "
              + lowestNote
              + ", expected "
              + -Note.HIGHEST
              + " to "
              + Note.HIGHEST);
    }
    List<String> given = new ArrayList<>(given());
    given.remove("--output");
    if (output == null && !given.isEmpty()) {
      throw GenerateCommand.usage(
          String.join(", ", given) + ": got it without --output, expected a MIDI file to write");
    }
  }

  @Override
  public void print(SavedModel saved, Request request, Console console) throws IOException {
    MusicModel model = new MusicModel(saved);
    int[][] piece = write(model, request);
    if (output == null) {
      console.print(model.text().write(piece));
      return;
    }
    Written file = file(model.keys(), piece);
    console.print(
        String.format(
            Locale.ROOT,
            "%,d notes on %,d time steps (%.1f s of music) in %s",
            file.notes(),
            piece.length,
            file.seconds(),
            output));
  }

  @Override
  public Map<String, Object> toJson(SavedModel saved, Request request) throws IOException {
    MusicModel model = new MusicModel(saved);
    int[][] piece = write(model, request);
    int length = request.lengthOr(USUAL_LENGTH);
    int[][] written = Arrays.copyOfRange(piece, piece.length - length, piece.length);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed_text", request.beginning());
    json.put("text", model.text().write(written));
    json.put("length", length);
    json.put("temperature", request.temperature());
    json.put("seed", request.seed());
    if (output != null) {
      Written file = file(model.keys(), piece);
      json.put("output", output);
      json.put("tempo", file.tempo());
      json.put("lowest_note", file.lowest());
      json.put("strike", strike);
      json.put("notes", file.notes());
      json.put("duration_seconds", file.seconds());
    }
    return json;
  }

  /** The beginning, and what the model makes follow it. */
  private static int[][] write(MusicModel model, Request request) {
    int[][] beginning = beginning(model, request.beginning());
    int length = request.lengthOr(USUAL_LENGTH);
    return model.write(beginning, length, request.temperature(), request.seed()).sets();
  }

  private static int[][] beginning(MusicModel model, String text) {
    try {
      return model.text().read(text);
    } catch (IllegalArgumentException e) {
      throw GenerateCommand.usage("--seed-text, " + e.getMessage());
    }
  }

  /** What is in a MIDI file. */
  private record Written(int notes, int lowest, double tempo, double seconds) {}

  private Written file(List<String> keys, int[][] piece) throws IOException {
    int lowest = lowestNote != null ? lowestNote : isPiano(keys) ? 21 : 0;
    List<Note> notes =
        Note.of(numbers(keys, piece, lowest), strike ? Strike.AT_EACH_STEP : Strike.ONCE);
    double speed = tempo == null ? USUAL_TEMPO : tempo;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MidiFile.write(notes, piece.length, speed, bytes);
    new OutputFile(output, overwrite).write(bytes.toByteArray());
    return new Written(notes.size(), lowest, speed, 60 * piece.length / speed);
  }

  private static boolean isPiano(List<String> keys) {
    return keys.size() == PIANO && keys.get(PIANO - 1).equals(Integer.toString(PIANO - 1));
  }

  /** The MIDI numbers of the keys that sound. */
  private static int[][] numbers(List<String> keys, int[][] piece, int lowest) {
    int[][] numbers = new int[piece.length][];
    for (int t = 0; t < piece.length; t++) {
      numbers[t] = Arrays.stream(piece[t]).map(key -> number(keys.get(key), lowest)).toArray();
    }
    return numbers;
  }

  private static int number(String key, int lowest) {
    if (!key.matches("[0-9]{1,6}")) {
      throw GenerateCommand.usage(
          "--output: got a model with the key "
              + key
              + ", expected whole numbers, which MIDI has; leave out --output to have the piece as"
              + " text");
    }
    int number = lowest + Integer.parseInt(key);
    if (number < 0 || number > Note.HIGHEST) {
      throw GenerateCommand.usage(
          "--lowest-note: got "
              + lowest
              + ", which makes the key "
              + key
              + " the MIDI note "
              + number
              + ", expected 0 to "
              + Note.HIGHEST
              + "; give another one");
    }
    return number;
  }
}
