package rondo.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rondo.data.SequenceLayout;
import rondo.data.WindowLayout;
import rondo.feature.Features;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;

/**
 * What enters a forecast beside the past of its series.
 *
 * @param past features of which the future is not known; null if there are none
 * @param known features of which it is; null if there are none
 */
record SeriesInputs(Features past, Features known) implements Serializable {
  /** Real numbers of a time step. */
  static int numbers(Features features) {
    return features == null ? 0 : isOneHot(features) ? oneHot(features) : features.featureSize();
  }

  /** Tokens of a time step that are embedded. */
  static int tokens(Features features) {
    return features == null || isOneHot(features) ? 0 : features.tokenColumns();
  }

  /** Whether the only token column has unit vectors, which become real numbers here. */
  static boolean isOneHot(Features features) {
    return features.input().kind() == InputSpec.Kind.ONE_HOT;
  }

  private static int oneHot(Features features) {
    return features.input().size();
  }

  private static List<TokenColumn> columns(Features features) {
    if (features == null) {
      return List.of();
    }
    InputSpec input = features.input();
    return switch (input.kind()) {
      case DENSE, ONE_HOT -> List.of();
      case EMBEDDING -> List.of(new TokenColumn(input.size(), input.embedding()));
      case MIXED -> input.columns();
    };
  }

  private List<TokenColumn> columns() {
    return Stream.concat(columns(past).stream(), columns(known).stream()).toList();
  }

  /** What a window of these and of the series gives to the network. */
  WindowLayout layout(ForecastSpec spec) {
    return new WindowLayout(
        spec.windows().context(),
        spec.windows().horizon(),
        spec.series().size(),
        tokens(past),
        tokens(known),
        numbers(past),
        numbers(known),
        spec.season(),
        spec.level());
  }

  /** What enters the network. */
  InputSpec input(WindowLayout layout) {
    List<TokenColumn> columns = columns();
    return columns.isEmpty()
        ? InputSpec.dense(layout.inputs())
        : InputSpec.mixed(new ArrayList<>(columns), layout.inputs());
  }

  /** How series are packed: values and inputs as features, no targets, for they are among them. */
  SequenceLayout packed(WindowLayout layout) {
    int most = columns().stream().mapToInt(TokenColumn::tokens).max().orElse(0);
    return new SequenceLayout(most, layout.tokens(), layout.stored(), 0, 0, 0, 0, 0);
  }
}
