package rondo.benchmark.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process of each peer is started. */
final class PeerCommand {
  private final PeersOptions options;
  private final Path folder;
  private final String java;
  private final List<String> rondoOptions;

  /**
   * @param folder of the module {@code benchmarks}, with what the launch script built
   * @param java executable for the peers that are not Rondo
   * @param rondoOptions what the launch scripts give a JVM that runs Rondo
   */
  PeerCommand(PeersOptions options, Path folder, String java, List<String> rondoOptions) {
    this.options = options;
    this.folder = folder;
    this.java = java;
    this.rondoOptions = rondoOptions;
  }

  /**
   * Command of a process that prints one result.
   *
   * @throws IllegalStateException with the reason if the peer is not there
   */
  List<String> of(String peer, Workload workload, int threads) {
    List<String> command =
        switch (peer) {
          case FmaPeak.NAME -> rondo(FmaPeak.class);
          case "rondo" -> rondo(RondoPeer.class);
          case "torch" -> List.of(options.python(), script());
          default -> library(peer);
        };
    command = new ArrayList<>(command);
    if (workload != null) {
      command.add(ProcessResult.write(workload));
    }
    command.add(Integer.toString(threads));
    command.add(Double.toString(options.seconds()));
    return command;
  }

  private List<String> rondo(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(options.java());
    command.addAll(rondoOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  private String script() {
    return folder.resolve("src/main/python/torch_peer.py").toString();
  }

  /** A peer with a class path of its own, which the launch script has Maven write. */
  private List<String> library(String peer) {
    Path target = folder.resolve("peers").resolve(peer).resolve("target");
    Path classPath = target.resolve("classpath.txt");
    try {
      String jars = Files.readString(classPath).strip();
      String main = "rondo.benchmark." + peer + (peer.equals("djl") ? ".DjlPeer" : ".Dl4jPeer");
      List<String> command = new ArrayList<>(List.of(java));
      // Native libraries are unpacked there, and DJL must not ask the network for another.
      command.add("-DDJL_CACHE_DIR=" + target.resolve("cache"));
      command.add("-Dorg.bytedeco.javacpp.cachedir=" + target.resolve("cache"));
      command.add("-Dai.djl.offline=true");
      command.addAll(List.of("-cp", target.resolve("classes") + ":" + jars, main));
      return command;
    } catch (IOException e) {
      Path log = folder.resolve("target").resolve("peers").resolve(peer + ".log");
      throw new IllegalStateException("it could not be built; " + log + " says why", e);
    }
  }
}
