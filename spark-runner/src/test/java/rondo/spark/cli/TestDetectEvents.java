package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rondo.spark.Contexts;
import rondo.spark.cli.LogSessions.Kind;

/** Unexpected events in logs, through the command line. */
class TestDetectEvents extends AbstractTestTelling {
  private static final String HEADER = "session,time,message\n";
  private static final int SESSIONS = 240; // of the tested part
  private static final int EVERY = 6; // of which one is broken
  private static String model;
  private static String logs;
  private static JsonNode verdicts;
  private static JsonNode unexpected;

  @BeforeAll
  static void train() throws IOException {
    Contexts.on("local[2]");
    List<String> rows = new ArrayList<>();
    for (int s = 0; s < 400; s++) {
      rows.addAll(LogSessions.rows("n" + s, LogSessions.events(1, s, Kind.NORMAL)));
    }
    Path normal = Files.writeString(folder.resolve("normal.csv"), csv(rows));
    String job =
        """
        task = events
        data { path = "%s", key = session, time = time, target = message, validation = 0.1 }
        model { cell = gru, hidden = [24], embedding = 8 }
        training { epochs = 60, batch = 8, truncate = 0, optimizer.learning-rate = 0.01 }
        rounds.local-steps = 120
        """
            .formatted(normal);
    Path config = Files.writeString(folder.resolve("events.conf"), job);
    model = folder.resolve("events").toString();
    JsonNode told = json("train", "--config", config.toString(), "--output", model, "--json");
    assertThat(told.get("valid_loss").asDouble()).isLessThan(0.4);
    logs = Files.writeString(folder.resolve("logs.csv"), csv(tested())).toString();
    verdicts = tell("detect", model, logs, "verdicts", "--top-k", "2", "--sequences");
    unexpected = tell("detect", model, logs, "unexpected", "--top-k", "2");
  }

  private static String csv(List<String> rows) {
    return HEADER + String.join("\n", rows) + "\n";
  }

  private static Kind kind(int session) {
    return session % EVERY == 0
        ? Kind.values()[1 + session / EVERY % (Kind.values().length - 1)]
        : Kind.NORMAL;
  }

  private static List<String> tested() {
    List<String> rows = new ArrayList<>();
    for (int s = 0; s < SESSIONS; s++) {
      rows.addAll(LogSessions.rows("s" + s, LogSessions.events(2, s, kind(s))));
    }
    return rows;
  }

  @Test
  void brokenSessionsAreFound() throws IOException {
    List<Map<String, String>> rows = rows("verdicts");

    assertThat(verdicts.get("sequences").asInt()).isEqualTo(SESSIONS);
    assertThat(verdicts.get("rows").asInt()).isEqualTo(SESSIONS);
    assertThat(rows).hasSize(SESSIONS);
    assertThat(rows.get(0).keySet())
        .containsExactly(
            "session", "events", "unexpected", "unknown", "first", "first_time", "anomaly");
    Map<Kind, Integer> found = new EnumMap<>(Kind.class);
    for (Map<String, String> row : rows) {
      Kind kind = kind(Integer.parseInt(row.get("session").substring(1)));
      boolean anomaly = Boolean.parseBoolean(row.get("anomaly"));
      found.merge(kind, anomaly ? 1 : 0, Integer::sum);
      assertThat(row).containsEntry("unknown", kind == Kind.NEW_MESSAGE ? "1" : "0");
      assertThat(anomaly).isEqualTo(number(row, "unexpected") > 0);
      if (!anomaly) {
        assertThat(row).containsEntry("first", "").containsEntry("first_time", "");
      } else {
        assertThat(time(row, "first_time"))
            .isEqualTo(LocalDateTime.of(2024, 5, 1, 8, 0, (int) number(row, "first")));
      }
    }
    int each = SESSIONS / EVERY / (Kind.values().length - 1);
    assertThat(found.get(Kind.NEW_MESSAGE)).isEqualTo(each);
    for (Kind kind : List.of(Kind.SWAPPED, Kind.REPEATED, Kind.WRONG_END)) {
      assertThat(found.get(kind)).as(kind.name()).isGreaterThanOrEqualTo(each * 8 / 10);
    }
    assertThat(found.get(Kind.NORMAL)).isLessThanOrEqualTo(SESSIONS / 50);
  }

  @Test
  void eachUnexpectedEventIsToldWithWhatWasExpected() throws IOException {
    List<Map<String, String>> rows = rows("unexpected");

    assertThat(unexpected.get("anomalies").asInt()).isEqualTo(rows.size());
    assertThat(rows.get(0).keySet())
        .containsExactly(
            "session",
            "step",
            "time",
            "event",
            "rank",
            "probability",
            "expected",
            "expected_probability");
    Set<String> found = new HashSet<>();
    for (Map<String, String> row : rows) {
      String session = row.get("session");
      int number = Integer.parseInt(session.substring(1));
      List<String> events = LogSessions.events(2, number, kind(number));
      int step = (int) number(row, "step");
      assertThat(row).containsEntry("event", events.get(step));
      assertThat(time(row, "time")).isEqualTo(LocalDateTime.of(2024, 5, 1, 8, 0, step));
      assertThat(number(row, "expected_probability")).isGreaterThan(1.0 / 12);
      if (row.get("event").equals("out of memory")) {
        assertThat(row).containsEntry("rank", "").containsEntry("probability", "");
      } else {
        assertThat(number(row, "rank")).isGreaterThan(2);
        assertThat(number(row, "probability")).isLessThan(number(row, "expected_probability"));
      }
      assertThat(row.get("expected")).isNotEqualTo(row.get("event"));
      found.add(session);
    }
    assertThat(
            rows("verdicts").stream()
                .filter(row -> row.get("anomaly").equals("true"))
                .map(row -> row.get("session")))
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void theRowsAreTheSameHoweverTheInputIsSpread() throws IOException {
    List<String> shuffled = tested();
    Collections.shuffle(shuffled, new Random(5));
    Path parts = Files.createDirectory(folder.resolve("parts"));
    for (int part = 0; part < 5; part++) {
      List<String> some = new ArrayList<>();
      for (int i = part; i < shuffled.size(); i += 5) {
        some.add(shuffled.get(i));
      }
      Files.writeString(parts.resolve(part + ".csv"), csv(some));
    }
    Contexts.on("local[3]"); // other shards, and other batches
    tell("detect", model, parts.toString(), "of-five-files", "--top-k", "2");
    Contexts.on("local[2]");
    assertThat(rows("of-five-files")).containsExactlyInAnyOrderElementsOf(rows("unexpected"));
  }

  @Test
  void evaluationTellsHowOftenTheNextEventIsAmongTheFirst() throws IOException {
    JsonNode metrics = json("evaluate", "--model", model, "--data", logs, "--json").get("metrics");
    assertThat(metrics.get("accuracy").asDouble()).isBetween(0.6, 0.9);
    assertThat(metrics.get("top_9").asDouble()).isBetween(0.97, 0.9999);
    assertThat(metrics.get("unknown").asDouble()).isBetween(0.001, 0.02);
  }

  @Test
  void optionsThatMeanNothingToAModelOfEventsAreRefused() {
    String[] args = {
      "detect", "--model", model, "--data", logs, "--output", "never", "--batch", "9"
    };
    assertThat(refused(64, args))
        .isEqualTo(
            "rondo: --batch: got it for a model of the task events, expected anomaly or"
                + " forecasting; leave it out");
    args[7] = "--top-k";
    args[8] = "0";
    assertThat(refused(64, args))
        .isEqualTo("rondo: --top-k: got 0, expected at least 1; see 'rondo detect --help'");
    args[0] = "predict";
    args[7] = "--format";
    args[8] = "csv";
    assertThat(refused(64, args))
        .isEqualTo(
            "rondo: rondo predict: got a model of the task events, expected one of classification,"
                + " regression, tagging; use rondo detect");
  }
}
