package rondo.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * An entity in a tagged sequence, as {@link Entities} counts them.
 *
 * @param type what it is
 * @param first its first time step
 * @param last its last time step
 */
public record EntitySpan(String type, int first, int last) {
  /**
   * The entities of a sequence, in order.
   *
   * @param tags one a time step; {@link Entities#areTags} holds for them, or all are O
   * @throws IllegalArgumentException if a tag is none of an entity
   */
  public static List<EntitySpan> of(List<String> tags) {
    List<String> known = tags.stream().distinct().toList();
    Chunks chunks = new Chunks(known);
    List<EntitySpan> spans = new ArrayList<>();
    int before = Chunks.OUTSIDE;
    int first = 0;
    for (int t = 0; t <= tags.size(); t++) {
      int tag = t < tags.size() ? known.indexOf(tags.get(t)) : Chunks.OUTSIDE;
      if (chunks.ends(before, tag)) {
        spans.add(new EntitySpan(chunks.types().get(chunks.type(before)), first, t - 1));
      }
      first = chunks.begins(before, tag) ? t : first;
      before = tag;
    }
    return spans;
  }
}
