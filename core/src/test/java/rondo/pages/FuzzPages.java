package rondo.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rondo.fuzz.FuzzTarget;

/** A file of pages that somebody has changed: it is as it was, or it is lost. */
public final class FuzzPages implements FuzzTarget {
  private static final int NUMBERS = 50;

  private final Path path;
  private final PageFile pages;
  private final byte[] written;

  /** Writes the file. */
  public FuzzPages() throws IOException {
    path = Files.createTempFile("rondo-fuzz", ".pages");
    path.toFile().deleteOnExit();
    int[] values = new int[NUMBERS];
    Arrays.setAll(values, i -> 1000 * i);
    try (PageWriter writer = new PageWriter(path, Short.BYTES, false)) {
      writer.write(values, 0, values.length);
      pages = writer.finish();
      written = Files.readAllBytes(path);
    }
    Files.write(path, written); // closing the writer has deleted it
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(written, Arrays.copyOf(written, written.length + 3), new byte[] {1});
  }

  @Override
  public void read(byte[] input) throws Exception {
    Files.write(path, input);
    byte[] page = new byte[PagePool.PAGE];
    boolean whole = Arrays.equals(Arrays.copyOf(input, written.length), written);
    try {
      pages.load(0, page);
      if (!whole || !Arrays.equals(Arrays.copyOf(page, written.length), written)) {
        throw new AssertionError("took other numbers than were written");
      }
    } catch (LostPagesException e) {
      if (whole && input.length >= written.length) {
        throw new AssertionError("lost pages that are whole", e);
      }
    }
  }
}
