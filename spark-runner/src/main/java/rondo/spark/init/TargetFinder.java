package rondo.spark.init;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rondo.error.RondoException;
import rondo.spark.init.ColumnProfile.Kind;

/** Finds the columns that are to be told: those that were named, or those that are named so. */
final class TargetFinder {
  private static final int MOST_CLASSES = 1_000;

  /** The likeliest names come first. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "classification",
          List.of("label", "class", "target", "category", "species", "intent", "outcome", "y"),
          "regression",
          List.of("target", "y", "value", "price", "score", "amount"),
          "tagging",
          List.of("tags", "tag", "labels", "label", "pos", "ner", "state", "activity"));

  private final InitRequest request;
  private final TableProfile table;

  TargetFinder(InitRequest request, TableProfile table) {
    this.request = request;
    this.table = table;
  }

  /** What the target of a task is, for messages. */
  private static String what(String task) {
    return switch (task) {
      case "classification" -> "the class";
      case "regression" -> "the number that is to be told";
      case "tagging" -> "the tags";
      default -> "the set of keys of each time step";
    };
  }

  /**
   * The targets of a task over sequences.
   *
   * @throws RondoException USAGE if a column is not there, or none is named and none can be told
   *     from the others; BAD_DATA if one is not what the task tells
   */
  List<String> find() {
    String task = request.task();
    boolean tagged = task.equals("tagging") && table.source().query() != null;
    if (tagged) {
      return List.of("tags"); // SourceFinder made that column, of the field that was asked for
    }
    if (!request.target().isEmpty()) {
      InitErrors.requireColumns("--target", request.target(), table);
      requireNumber();
      request.target().forEach(this::require);
      return request.target();
    }
    if (task.equals("music")) {
      List<String> sets =
          table.columns().stream()
              .filter(column -> column.kind() == Kind.SETS)
              .map(ColumnProfile::name)
              .toList();
      if (sets.size() == 1) {
        return sets;
      }
    }
    Predicate<ColumnProfile> fits = column -> refusal(column) == null;
    for (String name : NAMES.getOrDefault(task, List.of())) {
      List<ColumnProfile> found =
          table.columns().stream()
              .filter(column -> column.name().equalsIgnoreCase(name))
              .filter(fits)
              .toList();
      if (found.size() == 1) {
        return List.of(found.get(0).name());
      }
    }
    throw InitErrors.usage(
        "--target: got nothing, and no column of "
            + table.source().path()
            + " can be told to be "
            + what(task)
            + ", expected one of "
            + table.names()
            + "; name it");
  }

  private void requireNumber() {
    int most =
        switch (request.task()) {
          case "classification", "music" -> 1;
          case "tagging" -> 2;
          default -> Integer.MAX_VALUE;
        };
    long different = request.target().stream().distinct().count();
    if (request.target().size() > most || different < request.target().size()) {
      throw InitErrors.usage(
          "--target: got "
              + String.join(", ", request.target())
              + ", expected "
              + (most == 1
                  ? "one column"
                  : most == 2 ? "the tags, or tags and a class" : "each once")
              + " for "
              + request.task());
    }
  }

  private void require(String name) {
    String refusal = refusal(table.column(name));
    boolean secondOfTags = request.task().equals("tagging") && request.target().indexOf(name) == 1;
    if (refusal != null && !secondOfTags) {
      throw InitErrors.badData("--target: column " + name + " " + refusal);
    }
  }

  /** Why a column cannot be told; null if it can. */
  private String refusal(ColumnProfile column) {
    return switch (request.task()) {
      case "classification" -> {
        if (!column.isText() && !column.isNumber()) {
          yield "is a " + column.kind().text() + ", expected classes; name another column";
        }
        if (column.distinct() < 2) {
          yield "has the same value in all rows, expected two classes at least; name another column";
        }
        boolean many =
            column.distinct() > MOST_CLASSES || column.distinct() > 20 + table.rows() / 4;
        yield many
            ? "has about "
                + column.distinct()
                + " different values in "
                + table.rows()
                + " rows, expected classes that repeat; name another column, or use task regression"
                + " for numbers"
            : null;
      }
      case "regression" ->
          column.isNumber()
              ? null
              : "is a " + column.kind().text() + ", expected numbers; name another column";
      case "tagging" ->
          column.kind() == Kind.TEXTS || column.isText() || column.isNumber()
              ? null
              : "is a " + column.kind().text() + ", expected tags; name another column";
      default ->
          column.kind() == Kind.SETS || column.kind() == Kind.TEXTS
              ? null
              : "is a "
                  + column.kind().text()
                  + ", expected a list with a list of keys for each time step; make one in a"
                  + " data.query";
    };
  }

  /**
   * The columns that are forecast.
   *
   * @param roles columns of key and time
   * @throws RondoException USAGE if one is not there; BAD_DATA if there are no numbers
   */
  List<String> ofSeries(RoleFinder.Roles roles) {
    if (!request.target().isEmpty()) {
      InitErrors.requireColumns("--target", request.target(), table);
      for (String name : request.target()) {
        if (!table.column(name).isNumber()) {
          throw InitErrors.badData(
              "--target: column "
                  + name
                  + " is a "
                  + table.column(name).kind().text()
                  + ", expected numbers; name another column");
        }
      }
      return request.target();
    }
    List<String> numbers =
        table.columns().stream()
            .filter(ColumnProfile::isNumber)
            .filter(column -> !roles.key().contains(column.name()))
            .filter(column -> !column.name().equals(roles.time()))
            .filter(column -> InputPlan.reasonAgainst(column, table.rows()) == null)
            .map(ColumnProfile::name)
            .toList();
    if (numbers.isEmpty()) {
      throw InitErrors.badData(
          "The table at "
              + table.source().path()
              + " has no column of numbers that could be forecast, expected one at least beside "
              + roles.key().stream().map(name -> name + ", ").collect(Collectors.joining())
              + roles.time()
              + "; the columns are "
              + table.names());
    }
    return numbers;
  }
}
