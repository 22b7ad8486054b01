package rondo.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.checkpoint.StrictJson;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;

class TestModelConfig {
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void keepsEveryOptionOfAModel(String cell) throws IOException {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(3),
            new CellSpec(cell, CellSpec.Activation.RELU, -0.5, true),
            List.of(4, 2, 3),
            0.25,
            0.125,
            ModelSpec.InitialState.LEARNED,
            2);
    SavedModel read = roundTrip(spec, LossSpec.of(LossKind.MEAN_SQUARED_ERROR));
    assertThat(read.spec()).isEqualTo(spec);
    assertThat(read.job()).isEqualTo("{\"seed\":7}");
    assertThat(read.training()).containsExactly(Map.entry("rounds", 12.0));
  }

  @Test
  void keepsEveryOptionOfWholeSequences() throws IOException {
    for (HeadSpec.Pooling pooling : HeadSpec.Pooling.values()) {
      ModelSpec spec =
          new ModelSpec(
              InputSpec.embedding(5, 3),
              CellSpec.of("gru"),
              List.of(4, 2),
              0,
              0,
              ModelSpec.InitialState.ZERO,
              true,
              new HeadSpec(3, 2, pooling, false, false));
      assertThat(roundTrip(spec, LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY)).spec())
          .isEqualTo(spec);
    }
  }

  /** Of options that need more than a description: as JSON and back. */
  @Test
  void keepsColumnsTiedWeightsAndTheRest() throws IOException {
    InputSpec columns =
        InputSpec.mixed(
            List.of(new InputSpec.TokenColumn(5, 3), new InputSpec.TokenColumn(70, 2)), 4);
    InputSpec embedding = InputSpec.embedding(3, 2);
    for (InputSpec input : List.of(columns, embedding)) {
      ModelSpec spec =
          new ModelSpec(
              input,
              new CellSpec("lstm", CellSpec.Activation.TANH, 1, false, true, 2),
              List.of(4),
              0,
              0,
              ModelSpec.InitialState.ZERO,
              false,
              new HeadSpec(3, 0, HeadSpec.Pooling.MAX, input.equals(embedding), true));
      ObjectNode node = new ObjectMapper().createObjectNode();
      ModelSpecJson.write(spec, node);
      StrictJson json = StrictJson.parse(node.toString().getBytes(UTF_8), "config.json");
      assertThat(ModelSpecJson.read(json, ModelSpecJson.VERSION)).isEqualTo(spec);
    }
  }

  @ParameterizedTest
  @EnumSource(value = LossKind.class, mode = EnumSource.Mode.EXCLUDE, names = "PINBALL")
  void keepsEveryLoss(LossKind kind) throws IOException {
    ModelSpec spec = SmallModels.model(1).spec();
    LossSpec loss = LossSpec.of(kind);
    assertThat(roundTrip(spec, loss).loss()).isEqualTo(loss);
  }

  @Test
  void keepsOptionsOfALossAndReadsItsPlainName() throws IOException {
    ModelSpec spec = SmallModels.model(1).spec();
    LossSpec pinball = LossSpec.pinball(0.1, 0.5, 0.9);
    assertThat(roundTrip(spec, pinball).loss()).isEqualTo(pinball);
    LossSpec weighted = LossSpec.balanced(new long[] {3, 0, 1});
    assertThat(roundTrip(spec, weighted).loss()).isEqualTo(weighted);
    String json = new String(ModelConfig.toBytes(SmallModels.model(1)), UTF_8);
    assertThat(json).contains("\"loss\" : \"softmax-cross-entropy\",");
  }

  @Test
  void refusesLossesItDoesNotFullyUnderstand() throws IOException {
    ModelSpec spec = SmallModels.model(1).spec();
    String json = new String(ModelConfig.toBytes(model(spec, LossSpec.pinball(0.1, 0.5))), UTF_8);
    for (String[] change :
        new String[][] {
          {"[ 0.1, 0.5 ]", "[ 0.5, 0.1 ]", "quantiles: got [0.5, 0.1], expected ascending numbers"},
          {"[ 0.1, 0.5 ]", "[ ]", "quantiles: got [], expected at least one"},
          {"[ 0.1, 0.5 ]", "0.1", "loss.quantiles has a wrong value, expected a list of numbers"},
          {"\"pinball\"", "\"pin\"", "loss.kind is \"pin\", which this version lacks"},
          {"\"kind\" : \"pin", "\"sort\" : \"pin", "unknown key loss.sort"},
        }) {
      assertThat(json).contains(change[0]);
      byte[] wrong = json.replace(change[0], change[1]).getBytes(UTF_8);
      assertThatThrownBy(() -> ModelConfig.parse(wrong, "config.json"))
          .isInstanceOfSatisfying(
              RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
          .hasMessageContaining(change[2]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"rondo-model\"|\"other\"|its format is not rondo-model",
        "\"version\" : 2|\"version\" : 3|version has a wrong value, expected a whole number from 1 to 2",
        "\"version\" : 2|\"version\" : 2.0|version has a wrong value, expected a whole number from 1 to 2",
        "\"version\" : 2|\"version\" : 1|unknown key model.bidirectional",
        "\"version\" : 2|\"version\" : 2, \"more\" : 0|unknown key more",
        "\"version\" : 2|\"version\" : 2, \"version\" : 2|it is not JSON",
        "\"task\" : \"language-model\",||task is missing, expected text",
        "\"lstm\"|\"lstn\"|cell: got 'lstn', expected one of gru, lstm, rnn",
        "\"tanh\"|\"sin\"|model.cell.activation is \"sin\", which this version lacks",
        "\"peepholes\" : true|\"peepholes\" : 1|model.cell.peepholes has a wrong value",
        "\"pooling\" : \"last\"|\"pooling\" : \"first\"|model.head.pooling is \"first\", which this version lacks",
        "\"step-outputs\" : 7|\"step-outputs\" : 0|outputs: got 0, expected at least 1",
        "\"bidirectional\" : false|\"bidirectional\" : 0|model.bidirectional has a wrong value",
        "\"columns\" : [ ]|\"columns\" : [ { \"tokens\" : 2 } ]|model.input.columns[0].embedding is missing",
        "\"forget-bias\" : 1.0|\"forget-bias\" : 1e999|model.cell.forget-bias has a wrong value",
        "[ 4, 5 ]|[ 4, 0 ]|model.hidden has a wrong value, expected whole numbers from 1 to 65536",
        "[ 4, 5 ]|[ ]|hidden: got no layer, expected at least one",
        "[ 4, 5 ]|[ 65536, 65536 ]|The model needs more than",
        "\"dropout\" : 0.1|\"dropout\" : 1|dropout: got 1.0, expected 0 <= p < 1",
        "\"size\" : 7|\"size\" : -7|model.input.size has a wrong value",
        "\"size\" : 7|\"size\" : 8|tensors.parameters has a wrong value",
        "\"layout\" : 1|\"layout\" : 2|tensors.layout has a wrong value, expected 1",
        "i f g o|i f o g|tensors.order is not that of layout 1",
        "\"rounds\" : 1.0|\"rounds\" : \"1\"|training.rounds has a wrong value",
        "{|[{|it is not JSON",
      })
  void refusesWhatItDoesNotFullyUnderstand(String old, String changed, String message)
      throws IOException {
    String json = new String(ModelConfig.toBytes(SmallModels.model(1)), UTF_8);
    assertThat(json).contains(old);
    String wrong = json.replace(old, changed == null ? "" : changed);
    assertThatThrownBy(() -> ModelConfig.parse(wrong.getBytes(UTF_8), "config.json"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageStartingWith("config.json is damaged: ")
        .hasMessageContaining(message);
  }

  @Test
  void factsThatAreNotFiniteAreTheCallersMistake() {
    SavedModel model = SmallModels.model(1);
    SavedModel wrong =
        new SavedModel(
            model.task(),
            model.spec(),
            model.loss(),
            model.job(),
            Map.of("loss", Double.NaN),
            Map.of(),
            model.parameters());
    assertThatThrownBy(() -> ModelConfig.toBytes(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss: got NaN, expected finite");
  }

  private static SavedModel roundTrip(ModelSpec spec, LossSpec loss) throws IOException {
    return ModelConfig.parse(ModelConfig.toBytes(model(spec, loss)), "config.json");
  }

  private static SavedModel model(ModelSpec spec, LossSpec loss) {
    SavedModel empty =
        new SavedModel(
            "x", spec, loss, "{\"seed\":7}", Map.of("rounds", 12.0), Map.of(), new float[0]);
    float[] parameters = empty.layout().initialParameters(1);
    return new SavedModel("x", spec, loss, empty.job(), empty.training(), Map.of(), parameters);
  }
}
