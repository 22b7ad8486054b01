package rondo.task;

import java.io.IOException;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.feature.Features;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.Values;

/** Shards of a staged table whose columns are encoded by {@link Features}. */
final class FeatureShards extends TableShards {
  private static final long serialVersionUID = 1L;

  private final Features features;
  private final Targets targets;
  private final Windows windows;
  private final Labels tags;
  private final Labels labels;
  private final TargetScales scales;

  /**
   * @param features fitted
   * @param scales of the targets that are numbers; null if there are none
   */
  FeatureShards(
      String task,
      TableSurvey.Question question,
      TableSurvey survey,
      Features features,
      TargetScales scales) {
    super(task, question, survey);
    this.features = features;
    this.targets = question.targets();
    this.windows = question.windows();
    this.tags = survey.tags();
    this.labels = survey.labels();
    this.scales = scales;
  }

  @Override
  public SequenceLayout layout() {
    return new SequenceLayout(
        features.mostTokens(),
        features.tokenColumns(),
        features.featureSize(),
        targets.tag() == null ? 0 : tags.size(),
        0,
        0,
        targets.label() == null ? 0 : labels.size(),
        targets.numbers().size());
  }

  @Override
  TableWalk.Visitor encoder(Table from, SequenceSink sink) {
    return new Encoding(features.encoder(from.schema()), sink);
  }

  /** Encodes sequences. Bad ones were left out, so that every text is known. */
  private final class Encoding implements TableWalk.Visitor {
    private final Features.Encoder encoder;
    private final WindowSink out;
    private final float[] scaled = new float[targets.numbers().size()];
    private int tag;
    private int label;
    private Values whole; // of the sequence at hand

    Encoding(Features.Encoder encoder, SequenceSink sink) {
      this.encoder = encoder;
      this.out = new WindowSink(windows, layout(), sink, this::targets);
    }

    @Override
    public boolean begin(long id, Split split, TableReader reader) {
      return true;
    }

    @Override
    public void step(Values sequence, Values step) throws IOException {
      whole = sequence;
      if (targets.tag() != null) {
        tag = tags.index(step.text(targets.tag().field()));
      }
      take(sequence, step);
      encoder.step(sequence, step, this::give);
    }

    @Override
    public void end(Values sequence) throws IOException {
      whole = sequence;
      if (features.isTokenized()) {
        encoder.text(sequence, this::give);
      }
      out.end();
    }

    private void give(int[] tokens, float[] real) throws IOException {
      out.step(tokens, real, tag);
    }

    /** Gives what the sequence that ends here is to be told as. */
    private void targets(SequenceSink sink) throws IOException {
      take(whole, null);
      if (targets.label() != null) {
        sink.sequenceClass(label);
      }
      if (scaled.length > 0) {
        sink.sequenceTargets(scaled);
      }
    }

    /** Takes the targets of a time step, or, without one, those of the sequence. */
    private void take(Values sequence, Values step) {
      TargetColumn column = targets.label();
      if (column != null && column.isStep() == (step != null)) {
        label = labels.index(column.of(sequence, step).text(column.field()));
      }
      for (int i = 0; i < scaled.length; i++) {
        TargetColumn number = targets.numbers().get(i);
        if (number.isStep() == (step != null)) {
          scaled[i] = scales.scaled(i, number.of(sequence, step).number(number.field()));
        }
      }
    }
  }
}
