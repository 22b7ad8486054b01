package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.model.CounterRandom;
import rondo.spark.Contexts;
import rondo.spark.report.chart.Drawings;

/** Music from a text file to a MIDI file and a report, through the command line. */
class TestMusicCommands extends AbstractTestTelling {
  private static final String[] CIRCLE = {"39,43", "41,46", "-", "38"};
  private static String model;
  private static String drums;
  private static JsonNode trained;

  @BeforeAll
  static void train() throws IOException {
    Contexts.on("local[2]");
    model = trained("circles", CIRCLE);
    drums = trained("drums", "kick", "hat", "kick,hat", "-");
  }

  /** A model of pieces that go round in a circle, from any of its time steps on. */
  private static String trained(String name, String... circle) throws IOException {
    Path data = Files.createDirectory(folder.resolve(name + "-data"));
    for (String part : List.of("train", "valid", "test")) {
      int size = part.equals("train") ? 40 : 8;
      String pieces =
          IntStream.range(0, size)
              .mapToObj(i -> piece(part, i, circle))
              .collect(Collectors.joining());
      Files.writeString(data.resolve("pieces." + part + ".txt"), pieces);
    }
    String job =
        """
        task = music
        data {
          path = "%s", format = text
          query = "SELECT transform(split(trim(value), ' +'), step -> \
        filter(split(step, ','), key -> key <> '-')) AS keys, _metadata FROM input"
          split { by = file, validation-files = ["*.valid.txt"], test-files = ["*.test.txt"] }
          target = keys
        }
        model { hidden = [24] }
        training { epochs = 40, batch = 4, truncate = 0, optimizer.learning-rate = 0.02 }
        """
            .formatted(data);
    Path config = Files.writeString(folder.resolve(name + ".conf"), job);
    String output = folder.resolve(name).toString();
    trained = json("train", "--config", config.toString(), "--output", output, "--json");
    return output;
  }

  private static String piece(String part, int number, String... circle) {
    int first = CounterRandom.below(part.hashCode(), number, 4);
    int steps = 12 + CounterRandom.below(part.hashCode(), 1000 + number, 9);
    return IntStream.range(0, steps)
            .mapToObj(t -> circle[(first + t) % 4])
            .collect(Collectors.joining(" "))
        + "\n";
  }

  private static JsonNode generated(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("generate", "--model", model, "--json"));
    args.addAll(List.of(more));
    return json(args.toArray(String[]::new));
  }

  /** The MIDI numbers that sound at each time step, as a player hears them. */
  private static String played(Path file, int steps, int ticks) throws Exception {
    Sequence sequence = MidiSystem.getSequence(new File(file.toString()));
    List<List<String>> sounds =
        IntStream.range(0, steps).mapToObj(t -> (List<String>) new ArrayList<String>()).toList();
    Track track = sequence.getTracks()[0];
    int[] since = new int[128];
    for (int i = 0; i < track.size(); i++) {
      if (track.get(i).getMessage() instanceof ShortMessage message) {
        int step = (int) (track.get(i).getTick() / ticks);
        if (message.getCommand() == ShortMessage.NOTE_ON) {
          since[message.getData1()] = step;
        } else {
          for (int t = since[message.getData1()]; t < step; t++) {
            sounds.get(t).add(Integer.toString(message.getData1() - 21));
          }
        }
      }
    }
    assertThat(sequence.getTickLength()).isEqualTo((long) steps * ticks);
    return sounds.stream()
        .map(step -> step.isEmpty() ? "-" : step.stream().sorted().collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }

  @Test
  void theMidiFileHasTheKeysOfTheText() throws Exception {
    Path file = folder.resolve("out").resolve("tune.mid"); // the folder is made
    String[] args = {
      "--output", file.toString(), "--length", "64", "--seed", "7", "--tempo", "200"
    };
    JsonNode told = generated(args);
    byte[] bytes = Files.readAllBytes(file);

    assertThat(told.get("text").asText().split(" ")).hasSize(64);
    assertThat(played(file, 64, 480)).isEqualTo(told.get("text").asText());
    assertThat(told.get("notes").asInt()).isGreaterThan(40);
    assertThat(told.get("lowest_note").asInt()).isEqualTo(21);
    assertThat(told.get("duration_seconds").asDouble()).isEqualTo(64 * 60 / 200.0);
    assertThat(MidiSystem.getSequence(file.toFile()).getMicrosecondLength())
        .isEqualTo(64 * 300_000);

    String[] again = Arrays.copyOf(args, args.length + 1);
    again[args.length] = "--overwrite";
    assertThat(generated(again)).isEqualTo(told);
    assertThat(file).hasBinaryContent(bytes);
    again[5] = "8";
    generated(again);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(bytes);
    assertThat(file.getParent().toFile().list()).containsExactly("tune.mid");

    CommandRun forPeople =
        CommandRun.of(
            "generate",
            "--model",
            model,
            "--output",
            file.toString(),
            "--length",
            "6",
            "--overwrite");
    assertThat(forPeople.out())
        .matches("\\d+ notes on 6 time steps \\(3\\.0 s of music\\) in " + file + "\\R");
  }

  @Test
  void whatIsThereAlreadyStays() throws IOException {
    Path file = Files.writeString(folder.resolve("precious.mid"), "precious");

    assertThat(refused(73, "generate", "--model", model, "--output", file.toString()))
        .isEqualTo(
            "rondo: " + file + " exists already; give a new file, or --overwrite to replace it");
    assertThat(file).hasContent("precious");
  }

  @Test
  void aNameThatIsNoneForAFileIsRefused() {
    String file = folder.resolve("my tune.mid").toString();

    assertThat(refused(64, "generate", "--model", model, "--output", file))
        .isEqualTo(
            "rondo: --output: got a file \"my tune.mid\", expected a name of 1 to 64 letters,"
                + " digits, '_', '.' and '-'; give another one");
  }

  @Test
  void theModelGoesOnFromABeginning() throws IOException {
    String told =
        generated("--seed-text", "41,46 - 38 39,43 41,46 -", "--length", "2", "--temperature", "0")
            .get("text")
            .asText();
    assertThat(told).isEqualTo("38 39,43"); // the circle that it has learned
    CommandRun forPeople =
        CommandRun.of(
            "generate", "--model", model, "--seed-text", "- 38", "--length", "5", "--seed", "3");
    assertThat(forPeople.out().strip()).startsWith("- 38 ");
    assertThat(forPeople.out().strip().split(" ")).hasSize(7);
  }

  @Test
  void keysHeldAreOneNoteOrOneEachTimeStep() throws IOException {
    String long4 = "39,43 39,43 39 39";
    int[] notes = new int[2];
    for (String strike : List.of("", "--strike")) {
      List<String> args = new ArrayList<>(List.of("--seed-text", long4, "--length", "1"));
      args.addAll(List.of("--temperature", "0", "--overwrite"));
      args.addAll(List.of("--output", folder.resolve("held.mid").toString()));
      args.addAll(strike.isEmpty() ? List.of() : List.of(strike));
      JsonNode told = generated(args.toArray(String[]::new));
      String next = told.get("text").asText();
      int of = next.equals("-") ? 0 : next.split(",").length;
      int held = next.matches("(.*,)?39(,.*)?") && strike.isEmpty() ? 1 : 0;
      notes[strike.isEmpty() ? 0 : 1] = told.get("notes").asInt() - of + held;
    }
    assertThat(notes).containsExactly(2, 6);
  }

  @Test
  void keysThatMidiDoesNotHaveAreTextOnly() throws IOException {
    CommandRun text = CommandRun.of("generate", "--model", drums, "--length", "20");
    assertThat(text.code()).isZero();
    assertThat(text.out().strip().split(" "))
        .hasSize(20)
        .allMatch(step -> step.matches("-|hat|kick|hat,kick"));
    String file = folder.resolve("drums.mid").toString();
    assertThat(refused(64, "generate", "--model", drums, "--output", file))
        .matches(
            "rondo: --output: got a model with the key (hat|kick), expected whole numbers, which"
                + " MIDI has; leave out --output to have the piece as text; see 'rondo generate"
                + " --help'");
    assertThat(folder.resolve("drums.mid")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --top-k=3 --top-p=0.5 | --top-k, --top-p: got it with a model of the task music, expected a model of the task language-model
          --tempo=90 | --tempo: got it without --output, expected a MIDI file to write
          --output=x.mid --tempo=3 | --tempo: got 3.0, expected 4 to 6000 time steps a minute
          --output=x.mid --lowest-note=128 | --lowest-note: got 128, expected -127 to 127
          --output=x.mid --lowest-note=100 --seed-text=39 | --lowest-note: got 100, which makes the key 39 the MIDI note 139, expected 0 to 127; give another one
          --length=100001 | --length: got 100001, expected 1 to 100000
          --seed-text=1,x | --seed-text, time step 1: got "1,x", expected keys of the model (0 to 87) by commas, or - for silence
          --temperature=-1 | --temperature: got -1.0, expected 0 to 100
          """)
  void whatCannotBeDoneIsOneSentence(String options, String sentence) {
    List<String> args = new ArrayList<>(List.of("generate", "--model", model));
    args.addAll(List.of(options.split(" ")));

    assertThat(refused(64, args.toArray(String[]::new)))
        .isEqualTo("rondo: " + sentence + "; see 'rondo generate --help'");
  }

  @Test
  void theReportHasPianoRolls() throws IOException {
    String html = Files.readString(Path.of(model, "report.html"));
    String[] rolls = html.split("<svg [^>]*class=\"roll\"");

    assertThat(rolls).hasSize(3);
    assertThat(html)
        .contains("<h2>Piano rolls</h2>")
        .contains("<h3>A piece of the test data</h3>", "<h3>A piece that the model made up</h3>");
    for (int i = 1; i < rolls.length; i++) {
      String svg = "<svg class=\"roll\"" + rolls[i].substring(0, rolls[i].indexOf("</svg>") + 6);
      assertThat(Drawings.parse(svg).getElementsByTagName("path").getLength()).isGreaterThan(4);
      // What it has learned it is sure of.
      assertThat(svg)
          .containsPattern("fill-opacity=\"(0.[89]|1)\"")
          .contains("class=\"note\" d=\"M");
    }
    assertThat(html.length()).isLessThan(250_000);
    assertThat(Files.readString(folder.resolve("drums").resolve("report.html")))
        .contains("<h2>Piano rolls</h2>");
  }

  @Test
  void theFiguresHaveThatOfTheLaterTimeSteps() throws IOException {
    JsonNode evaluated = json("evaluate", "--model", drums, "--json");
    double later = evaluated.get("metrics").get("nats_after_first").asDouble();

    assertThat(later).isPositive().isLessThan(evaluated.get("loss").asDouble());
    assertThat(trained.get("test_metrics").get("nats_after_first").asDouble()).isEqualTo(later);
  }
}
