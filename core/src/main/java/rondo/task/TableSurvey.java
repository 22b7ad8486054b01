package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.data.RangeScanner;
import rondo.data.SerializableFunction;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.Features;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.Table;
import rondo.table.TableReader;

/**
 * What passes over a staged table tell.
 *
 * @param parts sizes and targets of the parts, without what cannot be used
 * @param tags of time steps, of the learned part; null if there are none
 * @param labels of sequences, of the learned part; null if there are none
 * @param skipped by shard: the {@link TableWalk} ids of sequences that cannot be used, ascending
 * @param bad what is told of those
 */
record TableSurvey(
    Map<Split, PartScan> parts, Labels tags, Labels labels, long[][] skipped, BadSequences bad) {
  /**
   * What is looked for, and where.
   *
   * @param features fitted ones that make time steps of texts; null if the table has time steps
   */
  record Question(
      Table table, SourceSpec source, Features features, Targets targets, Windows windows) {
    boolean byTime() {
      return source.split().by() == SplitSpec.By.TIME;
    }

    boolean keepsBad() {
      return source.onBadRecord() == SourceSpec.OnBadRecord.QUARANTINE;
    }
  }

  /**
   * Looks at data that is to be learned: the classes are those of its training part.
   *
   * @throws RondoException BAD_DATA if there is nothing to learn from, or if there are more
   *     sequences that cannot be used than the job file allows; CONFIG if a target has too many
   *     different values
   */
  static TableSurvey of(Question question, RangeScanner scanner) throws IOException {
    List<TableScan> scans = scan(question, null, null, scanner);
    Map<Split, PartScan> parts = TableScan.sum(scans, question.targets.numbers().size());
    PartScan train = parts.get(Split.TRAIN);
    String problem = TableScan.problem(train, question.targets);
    if (problem != null) {
      throw new RondoException(ExitCode.CONFIG, problem);
    }
    if (train.sequences == 0) {
      result(question, parts, null, null, scans).requireLearned(question.source);
    }
    Labels tags = question.targets.tag() == null ? null : Labels.of(train.tags);
    Labels labels = question.targets.label() == null ? null : Labels.of(train.labels);
    boolean known =
        parts.values().stream()
            .allMatch(part -> knows(tags, part.tags) && knows(labels, part.labels));
    return known
        ? result(question, parts, tags, labels, scans)
        : of(question, tags, labels, scanner);
  }

  /**
   * Looks at data for a model that is trained.
   *
   * @param tags that it tells; null if none
   * @param labels likewise
   * @throws RondoException as above
   */
  static TableSurvey of(Question question, Labels tags, Labels labels, RangeScanner scanner)
      throws IOException {
    List<TableScan> scans = scan(question, tags, labels, scanner);
    Map<Split, PartScan> parts = TableScan.sum(scans, question.targets.numbers().size());
    return result(question, parts, tags, labels, scans);
  }

  /**
   * Refuses a table without a training part.
   *
   * @throws RondoException BAD_DATA
   */
  void requireLearned(SourceSpec source) {
    if (parts.get(Split.TRAIN).sequences == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: the training part of "
              + source.path()
              + " has no sequences"
              + (bad.count() == 0 ? "" : " that can be used (" + bad.summary() + ")")
              + ", expected at least one; give more data, or change data.split, data.validation or"
              + " data.test");
    }
  }

  private static boolean knows(Labels known, Map<String, Long> found) {
    return known == null || found.keySet().stream().allMatch(text -> known.index(text) >= 0);
  }

  private static TableSurvey result(
      Question question,
      Map<Split, PartScan> parts,
      Labels tags,
      Labels labels,
      List<TableScan> scans) {
    BadSequences bad = new BadSequences(question.keepsBad());
    scans.forEach(scan -> bad.tell(scan.bad()));
    long good = parts.values().stream().mapToLong(part -> part.sequences).sum();
    bad.require(question.source, good + bad.count());
    long[][] skipped = scans.stream().map(scan -> scan.bad().ids()).toArray(long[][]::new);
    return new TableSurvey(parts, tags, labels, skipped, bad);
  }

  private static List<TableScan> scan(
      Question question, Labels tags, Labels labels, RangeScanner scanner) throws IOException {
    Pass pass =
        new Pass(
            question.table,
            question.features,
            question.targets,
            question.windows,
            question.byTime(),
            tags,
            labels,
            question.keepsBad());
    List<Integer> shards = IntStream.range(0, question.table.shards().size()).boxed().toList();
    List<TableScan> scans;
    try {
      scans = scanner.scan(shards, pass);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (TableScan scan : scans) {
      if (scan.problem() != null) {
        throw new RondoException(ExitCode.CONFIG, scan.problem());
      }
    }
    return scans;
  }

  /** One shard. */
  private record Pass(
      Table table,
      Features features,
      Targets targets,
      Windows windows,
      boolean byTime,
      Labels tags,
      Labels labels,
      boolean keepBad)
      implements SerializableFunction<Integer, TableScan>, Serializable {
    @Override
    public TableScan apply(Integer shard) {
      boolean steps = features == null;
      Features.Encoder encoder = steps ? null : features.encoder(table.schema());
      ScanVisitor visitor = new ScanVisitor(targets, windows, encoder, tags, labels, keepBad);
      try (TableReader reader = table.open(shard)) {
        new TableWalk(reader, visitor, steps, byTime).run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return visitor.result();
    }
  }
}
