package rondo.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/** One metric of the outputs at time steps and one of those of sequences, end to end. */
final class Composite implements Metric {
  private static final long serialVersionUID = 1L;
  private static final String STEPS = "tags";
  private static final String SEQUENCES = "class";

  private final Metric steps;
  private final Metric sequences;

  Composite(Metric steps, Metric sequences) {
    this.steps = steps;
    this.sequences = sequences;
  }

  @Override
  public int counts() {
    return steps.counts() + sequences.counts();
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    double[] ofSteps = new double[steps.counts()];
    double[] ofSequences = new double[sequences.counts()];
    Counter step = steps.counter(batch, ofSteps);
    Counter sequence = sequences.counter(batch, ofSequences);
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        step.steps(outputs, first, rows);
      }

      @Override
      public void classes(int[] classes, int first, int rows) {
        step.classes(classes, first, rows);
      }

      @Override
      public void sequences(Matrix outputs, int first, int rows) {
        sequence.sequences(outputs, first, rows);
      }

      @Override
      public void end() {
        step.end();
        sequence.end();
        for (int i = 0; i < ofSteps.length; i++) {
          counts[i] += ofSteps[i];
        }
        for (int i = 0; i < ofSequences.length; i++) {
          counts[ofSteps.length + i] += ofSequences[i];
        }
      }
    };
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    steps.figures().forEach(figure -> figures.add(figure.prefixed(STEPS + "_")));
    sequences.figures().forEach(figure -> figures.add(figure.prefixed(SEQUENCES + "_")));
    return figures;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    steps.values(first(counts)).forEach((name, value) -> values.put(STEPS + "_" + name, value));
    sequences
        .values(second(counts))
        .forEach((name, value) -> values.put(SEQUENCES + "_" + name, value));
    return values;
  }

  @Override
  public List<Tables> tables(double[] counts) {
    List<Tables> tables = new ArrayList<>();
    steps.tables(first(counts)).forEach(table -> tables.add(table.named(STEPS)));
    sequences.tables(second(counts)).forEach(table -> tables.add(table.named(SEQUENCES)));
    return tables;
  }

  private double[] first(double[] counts) {
    return Arrays.copyOf(counts, steps.counts());
  }

  private double[] second(double[] counts) {
    return Arrays.copyOfRange(counts, steps.counts(), counts());
  }
}
