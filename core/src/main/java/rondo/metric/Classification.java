package rondo.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.metric.Tables.ClassLine;
import rondo.metric.Tables.Confusion;
import rondo.network.Matrix;

/**
 * One of a number of classes, of each time step or of each sequence: accuracy, macro F1 (the mean
 * over classes that are there or were found), and the area under the curve: of two classes that of
 * the second, of more the mean over classes, each against all others ({@link ScoreHistogram} tells
 * how exact it is). With many classes its sums would fill memory and network: above {@link
 * #MOST_CLASSES} there is no matrix and no area.
 */
final class Classification implements Metric {
  private static final long serialVersionUID = 1L;

  /** Most classes with a confusion matrix and areas under curves. */
  static final int MOST_CLASSES = 256;

  private static final int MOST_BINS = 4096;
  private static final int ALL_BINS = 1 << 15; // of all classes together: half a MiB a shard

  private final List<String> labels;

  /**
   * @throws IllegalArgumentException if there are less than two classes
   */
  Classification(List<String> labels) {
    if (labels.size() < 2) {
      throw new IllegalArgumentException("labels: got " + labels + ", expected at least 2 classes");
    }
    this.labels = new ArrayList<>(labels); // this travels to executors
  }

  private int size() {
    return labels.size();
  }

  private boolean hasMatrix() {
    return size() <= MOST_CLASSES;
  }

  /** Of two classes one histogram tells both. */
  private int histograms() {
    return !hasMatrix() ? 0 : size() == 2 ? 1 : size();
  }

  private ScoreHistogram histogram() {
    return new ScoreHistogram(Math.min(MOST_BINS, ALL_BINS / size()));
  }

  /** First sum of the histograms; before them come the matrix, or right, found and there. */
  private int scores() {
    return hasMatrix() ? size() * size() + size() : 3 * size();
  }

  @Override
  public int counts() {
    return scores() + histograms() * histogram().counts();
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new ClassCounter(batch, counts);
  }

  private final class ClassCounter implements Counter {
    private final Batch batch;
    private final double[] counts;
    private final ScoreHistogram histogram = histogram();
    private final double[] logOdds = new double[size()];

    ClassCounter(Batch batch, double[] counts) {
      this.batch = batch;
      this.counts = counts;
    }

    @Override
    public void steps(Matrix outputs, int first, int rows) {
      count(outputs, batch.targetClasses, first, rows);
    }

    @Override
    public void classes(int[] classes, int first, int rows) {
      for (int row = 0; row < rows; row++) {
        add(counts, batch.targetClasses[first + row], classes[row]);
      }
    }

    @Override
    public void sequences(Matrix outputs, int first, int rows) {
      count(outputs, batch.sequenceClasses, first, rows);
    }

    private void count(Matrix outputs, int[] targets, int first, int rows) {
      if (outputs.width() != size()) {
        throw new IllegalArgumentException(
            "outputs: got " + outputs.width() + ", expected one for each of " + labels);
      }
      for (int row = 0; row < rows; row++) {
        int target = targets[first + row];
        add(counts, target, Highest.of(outputs, row));
        if (hasMatrix()) {
          ScoreHistogram.logOdds(outputs, row, logOdds);
          for (int i = 0; i < histograms(); i++) {
            int of = size() == 2 ? 1 : i;
            histogram.add(counts, scores() + i * histogram.counts(), logOdds[of], target == of);
          }
        }
      }
    }
  }

  /**
   * @param found -1 if no class was: scores that are not numbers
   */
  private void add(double[] counts, int target, int found) {
    if (hasMatrix()) {
      int column = found < 0 ? size() : found; // the last one: none
      counts[target * (size() + 1) + column]++;
      return;
    }
    counts[3 * target] += target == found ? 1 : 0;
    counts[3 * target + 2]++;
    if (found >= 0) {
      counts[3 * found + 1]++;
    }
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.fraction("accuracy"));
    figures.add(Figure.fraction("macro_f1"));
    if (histograms() > 0) {
      figures.add(new Figure("auc", true, false));
    }
    return figures;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    List<ClassLine> lines = lines(counts);
    double all = lines.stream().mapToDouble(ClassLine::support).sum();
    if (all > 0) {
      values.put("accuracy", lines.stream().mapToDouble(ClassLine::right).sum() / all);
      values.put("macro_f1", mean(lines.stream().mapToDouble(ClassLine::f1).toArray()));
      if (histograms() > 0) {
        values.put("auc", mean(lines.stream().mapToDouble(ClassLine::auc).toArray()));
      }
    }
    return values;
  }

  /** Of those that are numbers. */
  private static double mean(double[] values) {
    double sum = 0;
    int number = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        number++;
      }
    }
    return sum / number;
  }

  private List<ClassLine> lines(double[] counts) {
    ScoreHistogram histogram = histogram();
    List<ClassLine> lines = new ArrayList<>();
    for (int c = 0; c < size(); c++) {
      double[] sums = sums(counts, c);
      int at = scores() + (size() == 2 ? 0 : c) * histogram.counts();
      lines.add(
          ClassLine.of(
              labels.get(c),
              sums[2],
              sums[1],
              sums[0],
              hasMatrix() ? histogram.area(counts, at) : Double.NaN,
              hasMatrix() ? histogram.error(counts, at) : Double.NaN));
    }
    return lines;
  }

  /** Right, found and there of a class. */
  private double[] sums(double[] counts, int c) {
    if (!hasMatrix()) {
      return new double[] {counts[3 * c], counts[3 * c + 1], counts[3 * c + 2]};
    }
    double[] sums = {counts[c * (size() + 1) + c], 0, 0};
    for (int other = 0; other < size(); other++) {
      sums[1] += counts[other * (size() + 1) + c];
      sums[2] += counts[c * (size() + 1) + other];
    }
    sums[2] += counts[c * (size() + 1) + size()];
    return sums;
  }

  @Override
  public List<Tables> tables(double[] counts) {
    Confusion confusion = null;
    if (hasMatrix()) {
      long[][] matrix = new long[size()][size()];
      for (int c = 0; c < size(); c++) {
        for (int other = 0; other < size(); other++) {
          matrix[c][other] = (long) counts[c * (size() + 1) + other];
        }
      }
      confusion = new Confusion(labels, matrix);
    }
    return List.of(new Tables("", confusion, lines(counts), List.of()));
  }
}
