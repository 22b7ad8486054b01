package rondo.spark.cli;

import java.util.ArrayList;
import java.util.List;
import rondo.model.CounterRandom;

/**
 * Sessions of a service as it logs them, by a grammar: open; login or resume; some requests, each
 * of them a hit, or a miss with load and store, and a reply; then logout for who has logged in, or
 * expire for who has resumed; close. At most two events may follow any others.
 */
final class LogSessions {
  /** What breaks the grammar. */
  enum Kind {
    NORMAL,
    /** A message that no session ever had. */
    NEW_MESSAGE,
    /** What was missed is stored before it is loaded. */
    SWAPPED,
    /** A second reply to a request. */
    REPEATED,
    /** Who has logged in expires, and the other way round: only the second event tells. */
    WRONG_END
  }

  private LogSessions() {}

  /** The events of session {@code number} of a seed. */
  static List<String> events(long seed, int number, Kind kind) {
    long key = CounterRandom.key(seed, number);
    boolean login = CounterRandom.below(key, 0, 2) == 0;
    int requests = 1 + CounterRandom.below(key, 1, 4);
    int broken = CounterRandom.below(key, 2, requests);
    List<String> events = new ArrayList<>(List.of("open", login ? "login" : "resume"));
    for (int r = 0; r < requests; r++) {
      boolean here = r == broken;
      events.add("request");
      if (CounterRandom.below(key, 3 + r, 2) == 0 && !(here && kind == Kind.SWAPPED)) {
        events.add("hit");
      } else {
        events.add("miss");
        events.addAll(
            here && kind == Kind.SWAPPED ? List.of("store", "load") : List.of("load", "store"));
      }
      events.add("reply");
      if (here && kind == Kind.REPEATED) {
        events.add("reply");
      }
      if (here && kind == Kind.NEW_MESSAGE) {
        events.add("out of memory");
      }
    }
    events.add(login == (kind != Kind.WRONG_END) ? "logout" : "expire");
    events.add("close");
    return events;
  }

  /** Rows of a session: its name, a second for each event, the event. */
  static List<String> rows(String name, List<String> events) {
    List<String> rows = new ArrayList<>();
    for (int t = 0; t < events.size(); t++) {
      rows.add(name + ",2024-05-01T08:00:%02dZ,".formatted(t) + events.get(t));
    }
    return rows;
  }
}
