package rondo.spark.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of Rondo, from the manifest of its jar. */
final class Version implements IVersionProvider {
  /** The version, or "development" when it runs from class files. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"rondo " + current()};
  }
}
