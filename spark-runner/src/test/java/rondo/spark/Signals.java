package rondo.spark;

import java.io.IOException;
import java.util.Locale;

/** What {@code kill} sends to a process. */
public enum Signals {
  KILL,
  TERM,
  STOP,
  CONT;

  /**
   * Sends it and waits until it is sent, not until it has had its effect.
   *
   * @param pid of one process: from 0 downwards they are groups, this one's own among them
   */
  public void send(long pid) throws IOException, InterruptedException {
    if (pid <= 0) {
      throw new IllegalArgumentException("pid: got " + pid + ", expected that of a process");
    }
    Process kill =
        new ProcessBuilder("kill", "-" + name().toUpperCase(Locale.ROOT), Long.toString(pid))
            .start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name() + " " + pid + " ended with " + kill.exitValue());
    }
  }
}
