package rondo.spark.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import rondo.data.FileAccess;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Paths that cannot work are refused in one sentence. */
class TestHadoopPaths {
  @Test
  void withoutS3aItSaysHowToGetIt() throws IOException {
    String sentence =
        "s3a://bucket/y needs a file system for s3a:, which is not on the class path; add the jar"
            + " that has it, with --packages org.apache.hadoop:hadoop-aws:3.4.2";
    ClassLoader none = new Without("org.apache.hadoop.fs.s3a.");
    FileAccess withoutAny = new HadoopFileAccess(configuration(none));
    assertRefused(() -> withoutAny.list("s3a://bucket/y"), sentence);

    URL s3a = S3AFileSystem.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader noSdk = new Without("org.apache.hadoop.fs.s3a.", "software.amazon.");
    try (URLClassLoader s3aAlone = new URLClassLoader(new URL[] {s3a}, noSdk)) {
      FileAccess withoutSdk = new HadoopFileAccess(configuration(s3aAlone));
      assertRefused(() -> withoutSdk.list("s3a://bucket/y"), sentence);
    }
  }

  /** The classes of this JVM, but for some. */
  private static final class Without extends ClassLoader {
    private final List<String> prefixes;

    Without(String... prefixes) {
      super(TestHadoopPaths.class.getClassLoader());
      this.prefixes = List.of(prefixes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (prefixes.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void pathsThatCannotWorkAreRefusedInOneSentence() {
    FileAccess files = new HadoopFileAccess(new Configuration());
    assertRefused(
        () -> files.list("nowhere://x/y"),
        "nowhere://x/y needs a file system for nowhere:, which is not on the class path; add the"
            + " jar that has it");
    assertRefused(
        () -> files.list("s3a://KEY:SECRET@bucket/y"),
        "s3a://...@bucket carries a secret, expected none in a path; give it through a Hadoop"
            + " credential provider");
    for (String unnamed : new String[] {"s3a://bad_bucket/y", "s3a:///y", "s3a:/y"}) {
      assertRefused(
          () -> files.list(unnamed),
          unnamed
              + " names no bucket that S3A can open, expected s3a://BUCKET/... with a bucket of"
              + " lower-case letters, digits, '-' and '.'; correct the path");
    }
    assertRefused(
        () -> files.list("s3://bucket/y"),
        "s3://bucket/y needs a file system for s3:, which is not on the class path; write s3a://"
            + " instead of s3://");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessage(message);
  }

  private static Configuration configuration(ClassLoader loader) {
    Configuration configuration = new Configuration();
    configuration.setClassLoader(loader);
    return configuration;
  }
}
