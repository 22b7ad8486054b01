package rondo.task;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.encode.Tokenizer;
import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.model.CounterRandom;
import rondo.table.ColumnRequest;
import rondo.table.ValueType;

/**
 * A language model of a column of texts, each of which is a sequence: lines, paragraphs or whole
 * files, as the format of the table has them. A text is learned from the zero state on and is told
 * as a whole, its end included.
 */
final class TextRows {
  private static final long SAMPLE = CounterRandom.key(0x7E47, 1);

  private TextRows() {}

  private static TableRules rules(String task, DataSpec data) {
    TableRules rules = new TableRules(task, data);
    rules.requireTargets(1, 1, "the column with the texts, or [] for files as one running text");
    rules.refuseInputs(task + " sees the text of data.target");
    rules.refuseWindows("a text is told to its end");
    rules.refuseForecasting();
    rules.refuseBalanced();
    String time = data.table().source().time();
    if (time != null) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.time: got " + time + ", expected none: each text of data.target is a sequence");
    }
    return rules;
  }

  static List<ColumnRequest> columns(String task, DataSpec data) {
    TableRules rules = rules(task, data);
    return rules.columns(
        List.of(new ColumnRequest(rules.table().target().get(0), ValueType.TEXT, true, false)));
  }

  /**
   * @param known tokens of a trained model; null: they are learned
   */
  static PreparedTask prepare(String task, TaskContext context, Tokenizer known)
      throws IOException {
    TableSpec spec = rules(task, context.data()).table();
    GeneratedReader.requireWhole(task, context.truncate());
    TextColumn column = TextColumn.of(FeatureTask.staged(task, context), spec.target().get(0));
    RangeScanner scanner = context.scanner();
    Tokenizer tokenizer = known == null ? learn(context.data().text(), column, scanner) : known;
    Map<Split, TextTally> tallies = column.tallies(tokenizer, scanner);
    if (known == null && tallies.get(Split.TRAIN).texts() == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: the training part of "
              + spec.source().path()
              + " has no texts, expected at least one; give more data, or change data.split,"
              + " data.validation or data.test");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("vocabulary", TextFacts.vocabulary(tokenizer) + ", and the end of a text");
    facts.putAll(TextFacts.of(tallies, tokenizer));
    int tokens = tokenizer.size() + 1;
    return new PreparedTask(
        TextFacts.input(tokens, context.embedding()),
        tokens,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        TextFacts.metric(tallies, tokenizer),
        new TextRowShards(task, column, tokenizer),
        Map.of(LanguageModel.VOCABULARY, tokenizer.toJson()),
        facts,
        Map.of());
  }

  private static Tokenizer learn(TextSpec spec, TextColumn column, RangeScanner scanner)
      throws IOException {
    double fraction = // words are all counted, as in running text
        spec.tokens() == Tokenizer.Kind.PIECES
            ? (double) TextLearning.LEARNED_BYTES / Math.max(1, column.bytes())
            : 1;
    return switch (spec.tokens()) {
      case BYTES -> Tokenizer.bytes();
      case WORDS, PIECES ->
          TextLearning.learn(
              spec,
              column.shards(),
              shard ->
                  TextLearning.count(
                      spec.tokens(),
                      shard,
                      cutter ->
                          column.learned(
                              shard,
                              text -> {
                                if (isLearned(text, fraction)) {
                                  text.codePoints().forEach(cutter);
                                  cutter.end();
                                }
                              })),
              scanner);
      case CHARACTERS -> {
        CharacterCounter sum = new CharacterCounter();
        TextParts.checked(() -> scanner.scan(column.shards(), shard -> characters(column, shard)))
            .forEach(sum::addAll);
        yield Vocabulary.of(
            sum.counts(), Vocabulary.Order.FREQUENCY, spec.minCount(), spec.limit());
      }
    };
  }

  /** Whether a text is in the sample that pieces are learned from: by a hash of it. */
  static boolean isLearned(String text, double fraction) {
    return fraction >= 1 || CounterRandom.uniform(SAMPLE, text.hashCode()) < fraction;
  }

  private static CharacterCounts characters(TextColumn column, int shard) {
    CharacterCounter counter = new CharacterCounter();
    column.learned(shard, text -> text.codePoints().forEach(counter));
    return counter.counts();
  }
}
