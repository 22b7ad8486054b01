package rondo.table;

import rondo.data.FileAccess;

final class TableFile {
  private TableFile() {}

  static TableReader open(FileAccess files, Table.Shard shard, TableSchema schema) {
    throw new UnsupportedOperationException("base");
  }
}
