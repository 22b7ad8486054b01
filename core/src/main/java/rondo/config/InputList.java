package rondo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import rondo.feature.FeatureSpec;
import rondo.feature.FeatureSpec.Kind;
import rondo.feature.FeatureSpec.Scale;

/** Reads the columns that enter the network: names, or sections that say how they do. */
final class InputList {
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          """
          column = null
          as = auto
          scale = standard
          embedding = 0
          min-count = 1
          most = 0
          lowercase = false
          per-sequence = false
          """,
          ConfigParseOptions.defaults().setOriginDescription(JobFile.DEFAULTS));

  private static final KnownKeys KEYS = new KnownKeys(DEFAULTS);
  private static final List<String> OF_TEXTS =
      List.of("embedding", "min-count", "most", "lowercase");

  private InputList() {}

  static List<FeatureSpec> read(Section data, String key) {
    List<FeatureSpec> specs = new ArrayList<>();
    for (ConfigValue element : data.list(key)) {
      String path = data.path(key) + "[" + specs.size() + "]";
      FeatureSpec spec = read(element, path);
      for (FeatureSpec other : specs) {
        if (other.column().equals(spec.column()) && other.kind() == spec.kind()) {
          throw Section.refuse(path, element, "each column once, or as something else");
        }
      }
      specs.add(spec);
    }
    return specs;
  }

  private static FeatureSpec read(ConfigValue element, String path) {
    if (element.valueType() == ConfigValueType.STRING) {
      return FeatureSpec.of(element.unwrapped().toString());
    }
    if (!(element instanceof ConfigObject object)) {
      throw Section.refuse(path, element, "the name of a column, or a section { column = NAME }");
    }
    KEYS.check(object, path + ".");
    Section s = new Section(object.toConfig().withFallback(DEFAULTS), path + ".");
    if (s.text("column").isEmpty()) {
      throw Section.refuse(path, element, "a section with column = NAME");
    }
    Kind kind = s.choice("as", Kind.class);
    requireFitting(s, object, kind);
    String column = s.text("column").get();
    Scale scale = s.choice("scale", Scale.class);
    int embedding = s.whole("embedding");
    int minCount = s.whole("min-count");
    int most = s.whole("most");
    boolean lowercase = s.flag("lowercase");
    boolean perSequence = s.flag("per-sequence");
    return s.build(
        () ->
            new FeatureSpec(
                column, kind, scale, embedding, minCount, most, lowercase, perSequence));
  }

  /** What has no meaning for a kind is refused, so that nobody waits for its effect. */
  private static void requireFitting(Section s, ConfigObject given, Kind kind) {
    if (kind == Kind.AUTO) {
      return; // the type of the column is not known yet
    }
    if (kind != Kind.NUMBER && given.containsKey("scale")) {
      throw refuse(s, "scale", kind);
    }
    for (String key : OF_TEXTS) {
      boolean fits = kind != Kind.NUMBER && !(kind == Kind.SET && key.equals("embedding"));
      if (!fits && given.containsKey(key)) {
        throw refuse(s, key, kind);
      }
    }
  }

  private static RuntimeException refuse(Section s, String key, Kind kind) {
    return s.refuse(key, "no such key with as = " + Section.kebab(kind));
  }
}
