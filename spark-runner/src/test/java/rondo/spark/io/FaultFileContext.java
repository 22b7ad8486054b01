package rondo.spark.io;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;

/** {@link FaultFileSystem} for {@code FileContext}, which knows how to rename in one step. */
public final class FaultFileContext extends DelegateToFileSystem {
  /** Called by Hadoop. */
  public FaultFileContext(URI uri, Configuration configuration)
      throws IOException, URISyntaxException {
    super(uri, FaultFileSystem.of(uri), configuration, "fault", false);
  }

  @Override
  public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
    ((FaultFileSystem) fsImpl).move(from, to, overwrite);
  }
}
