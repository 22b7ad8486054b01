package rondo.feature;

import java.util.ArrayList;
import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec.Kind;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/** Checks what a job file says about columns against the table, and settles what AUTO is. */
final class Resolved {
  private Resolved() {}

  /**
   * Specifications without AUTO.
   *
   * @throws RondoException CONFIG if one does not fit the table or another one
   */
  static List<FeatureSpec> of(List<FeatureSpec> specs, TableSchema schema) {
    if (specs.isEmpty()) {
      throw bad("got none, expected at least one column (the table has: " + columns(schema) + ")");
    }
    requireOneText(specs);
    String cut = FieldPlace.cut(specs);
    List<FeatureSpec> resolved = new ArrayList<>();
    for (FeatureSpec spec : specs) {
      FieldPlace place = FieldPlace.of(spec, schema, cut);
      if (place == null) {
        throw bad(
            "got the column "
                + spec.column()
                + ", expected one of the table (it has: "
                + columns(schema)
                + ")");
      }
      requireOfSequence(spec, place, cut);
      resolved.add(resolved(spec, place));
    }
    requireWords(resolved, cut);
    return resolved;
  }

  private static void requireOneText(List<FeatureSpec> specs) {
    List<String> texts =
        specs.stream().filter(FeatureSpec::isTokenized).map(FeatureSpec::column).toList();
    if (texts.size() > 1) {
      throw bad(
          "got "
              + String.join(" and ", texts)
              + " to be cut into time steps, expected one text; take the others as category, or"
              + " leave them out");
    }
  }

  private static void requireOfSequence(FeatureSpec spec, FieldPlace place, String cut) {
    if (cut == null || place.ofSequence()) {
      return;
    }
    if (spec.isTokenized()) {
      throw bad(
          spec.column()
              + " is to be cut into time steps but has one value a time step, expected one text a"
              + " sequence; take it as category");
    }
    throw bad(
        spec.column()
            + " has one value a time step, but the text of "
            + cut
            + " makes the time steps, expected one value a sequence; leave one of them out, or take "
            + cut
            + " as category");
  }

  private static void requireWords(List<FeatureSpec> specs, String cut) {
    boolean affixes =
        specs.stream().anyMatch(spec -> spec.kind() == Kind.AFFIXES && spec.column().equals(cut));
    for (FeatureSpec spec : specs) {
      if (affixes && spec.isTokenized() && spec.kind() != Kind.WORDS) {
        throw bad(
            cut
                + " is cut into "
                + FeaturesJson.name(spec.kind())
                + ", expected words for its affixes; take it as words, or leave its affixes out");
      }
    }
  }

  private static FeatureSpec resolved(FeatureSpec spec, FieldPlace place) {
    ValueType type = place.field().type();
    Kind usual =
        switch (type) {
          case NUMBER, NUMBERS -> Kind.NUMBER;
          case TEXT -> Kind.CATEGORY;
          case TEXTS -> Kind.SET;
        };
    Kind kind = spec.kind() == Kind.AUTO ? usual : spec.kind();
    ValueType expected =
        switch (kind) {
          case NUMBER -> type == ValueType.NUMBERS ? ValueType.NUMBERS : ValueType.NUMBER;
          case CATEGORY, WORDS, CHARACTERS, BYTES, PIECES, AFFIXES -> ValueType.TEXT;
          case SET -> ValueType.TEXTS;
          case AUTO -> throw new IllegalStateException("AUTO was settled above");
        };
    if (type != expected) {
      throw bad(
          spec.column()
              + " is "
              + FieldPlace.type(place.field())
              + ", expected "
              + FieldPlace.type(expected)
              + " for "
              + FeaturesJson.name(kind)
              + "; take it as "
              + FeaturesJson.name(usual));
    }
    requireNothingUnused(spec, kind);
    if (kind == Kind.PIECES && spec.most() > 0 && spec.most() < 256) {
      throw bad(
          spec.column()
              + " is to be cut into "
              + spec.most()
              + " pieces, expected most = 256 or more, as each byte is one");
    }
    return new FeatureSpec(
        spec.column(),
        kind,
        spec.scale(),
        spec.embedding(),
        spec.minCount(),
        spec.most(),
        spec.lowercase(),
        spec.perSequence());
  }

  /** What a kind has no use for must not be said: whoever wrote it expects something of it. */
  private static void requireNothingUnused(FeatureSpec spec, Kind kind) {
    boolean counts = spec.minCount() > 1 || spec.most() > 0;
    if (kind != Kind.NUMBER && spec.scale() != FeatureSpec.Scale.STANDARD) {
      throw unused(spec, kind, "scale; leave it out, or take it as number");
    }
    boolean unused =
        switch (kind) {
          case NUMBER -> spec.embedding() > 0 || counts || spec.lowercase();
          case SET -> spec.embedding() > 0;
          case BYTES -> counts;
          case AUTO, CATEGORY, WORDS, CHARACTERS, PIECES, AFFIXES -> false;
        };
    if (unused) {
      String what =
          switch (kind) {
            case NUMBER -> "embedding, min-count, most and lowercase";
            case SET -> "embedding";
            default -> "min-count and most";
          };
      throw unused(spec, kind, what + "; leave them out");
    }
  }

  private static RondoException unused(FeatureSpec spec, Kind kind, String what) {
    return bad(
        spec.column()
            + " is taken as "
            + FeaturesJson.name(kind)
            + ", which has no use for "
            + what);
  }

  private static String columns(TableSchema schema) {
    return FieldPlace.columns(schema);
  }

  /** A failure of the key that names the columns. */
  static RondoException bad(String reason) {
    return new RondoException(ExitCode.CONFIG, "data.inputs: " + reason);
  }
}
