package rondo.feature;

import java.util.List;
import rondo.data.RangeScanner;
import rondo.table.Table;

final class Fitting {
  private Fitting() {}

  static Features fit(List<FeatureSpec> specs, Table table, RangeScanner scanner) {
    throw new UnsupportedOperationException("base");
  }
}
