package rondo.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.data.Split;
import rondo.table.SplitSpec;
import rondo.table.Table;
import rondo.table.TableReader;

/** Pieces of a staged table, for people to look at. */
public final class MusicPieces {
  /** Sequences that are looked at before the search is given up. */
  static final int MOST_SEEN = 10_000;

  private final TargetColumn column;
  private final Keys keys;
  private final Split split;
  private final boolean byTime;
  private final int most;

  private MusicPieces(TargetColumn column, Keys keys, Split split, boolean byTime, int most) {
    this.column = column;
    this.keys = keys;
    this.split = split;
    this.byTime = byTime;
    this.most = most;
  }

  /**
   * The beginning of the first piece of a part of the data whose keys the model all has.
   *
   * @param data of the job that the table was staged for
   * @param encoders files of the model directory
   * @param most time steps
   * @return places of the keys that sound at each time step, ascending; empty if there is no such
   *     piece among the first {@value #MOST_SEEN}
   */
  public static int[][] first(
      DataSpec data, Map<String, String> encoders, Table table, Split split, int most)
      throws IOException {
    TableSpec spec = data.table();
    MusicPieces pieces =
        new MusicPieces(
            TargetColumn.of(table.schema(), spec.target().get(0)),
            Music.keys(encoders),
            split,
            spec.source().split().by() == SplitSpec.By.TIME,
            most);
    int seen = 0;
    for (int shard = 0; shard < table.shards().size(); shard++) {
      try (TableReader reader = table.open(shard)) {
        for (; seen < MOST_SEEN && reader.nextSequence(); seen++) {
          List<int[]> piece = pieces.read(reader);
          if (!piece.isEmpty()) {
            return piece.toArray(int[][]::new);
          }
        }
      }
    }
    return new int[0][];
  }

  private List<int[]> read(TableReader reader) throws IOException {
    List<int[]> piece = new ArrayList<>();
    while (piece.size() < most && reader.nextStep()) {
      if (reader.split() == split) {
        int[] places =
            reader.step().texts(column.field()).stream()
                .mapToInt(keys::place)
                .sorted()
                .distinct()
                .toArray();
        if (places.length > 0 && places[0] < 0) {
          return List.of(); // a bad record
        }
        piece.add(places);
      } else if (!byTime || !piece.isEmpty()) {
        break; // the parts follow each other in time only
      }
    }
    return piece;
  }
}
