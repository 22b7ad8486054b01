package rondo.encode;

/**
 * Labels as JSON: {@code {"kind":"labels","labels":["no","yes"],"counts":[12,7]}}, in the order of
 * the labels.
 */
final class LabelsJson {
  private static final int MOST = 1 << 24;

  private LabelsJson() {}

  static String write(Labels labels) {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "labels");
          json.writeArrayFieldStart("labels");
          for (int i = 0; i < labels.size(); i++) {
            json.writeString(labels.label(i));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("counts");
          for (int i = 0; i < labels.size(); i++) {
            json.writeNumber(labels.count(i));
          }
          json.writeEndArray();
        });
  }

  static Labels read(String text, String name) {
    return OrderedJson.read(
        text,
        name,
        "a list of labels",
        json -> {
          json.constant("kind", "labels");
          String[] labels = json.texts("labels", MOST);
          long[] counts = json.integers("counts", 1, Long.MAX_VALUE, MOST);
          OrderedJson.require(
              labels.length == counts.length,
              "it has " + labels.length + " labels and " + counts.length + " counts");
          return new Labels(labels, counts);
        });
  }
}
