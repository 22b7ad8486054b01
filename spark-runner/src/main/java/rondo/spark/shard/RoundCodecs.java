package rondo.spark.shard;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.round.RoundInput;
import rondo.round.RoundUpdate;
import rondo.round.ShardReport;
import rondo.round.Slice;
import rondo.train.Evaluation;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

/** What goes down to the shards in a round, and what comes up. */
final class RoundCodecs {
  private static final Wire[] WIRES = Wire.values();

  private RoundCodecs() {}

  static void writeInput(Output output, RoundInput input) {
    output.writeLong(input.round);
    output.writeLong(input.firstStep);
    output.writeInt(input.steps);
    output.writeLong(input.stepsPerEpoch);
    output.writeLong(input.totalSteps);
    output.writeDouble(input.plateauFactor);
    ArrayCodecs.writeFloats(output, input.parameters);
    ArrayCodecs.writeAll(output, input.moments);
    output.writeInt(input.carried.size());
    input.carried.forEach(
        (shard, state) -> {
          output.writeInt(shard);
          ArrayCodecs.writeFloats(output, state);
        });
  }

  static RoundInput readInput(Input input) {
    return new RoundInput(
        input.readLong(),
        input.readLong(),
        input.readInt(),
        input.readLong(),
        input.readLong(),
        input.readDouble(),
        ArrayCodecs.readFloats(input),
        ArrayCodecs.readAll(input),
        readCarried(input));
  }

  private static Map<Integer, float[]> readCarried(Input input) {
    Map<Integer, float[]> carried = new HashMap<>();
    for (int left = input.readInt(); left > 0; left--) {
      carried.put(input.readInt(), ArrayCodecs.readFloats(input));
    }
    return carried;
  }

  static void writeEvaluation(Output output, Evaluation evaluation) {
    output.writeDouble(evaluation.lossSum());
    output.writeDouble(evaluation.weight());
    ArrayCodecs.writeDoubles(output, evaluation.counts());
  }

  static Evaluation readEvaluation(Input input) {
    return new Evaluation(input.readDouble(), input.readDouble(), ArrayCodecs.readDoubles(input));
  }

  static void writeState(Output output, ShardState state) {
    output.writeInt(state.shard());
    ArrayCodecs.writeFloats(output, state.carried());
  }

  static ShardState readState(Input input) {
    return new ShardState(input.readInt(), ArrayCodecs.readFloats(input));
  }

  static void writeUpdate(Output output, RoundUpdate update) {
    writeReport(output, update.report());
    writePacked(output, update.vectors());
  }

  static RoundUpdate readUpdate(Input input) {
    return new RoundUpdate(readReport(input), readPacked(input));
  }

  static void writePart(Output output, SlicedReduce.Part part) {
    output.writeBoolean(part.report() != null);
    if (part.report() != null) {
      writeReport(output, part.report());
    }
    output.writeBoolean(part.slice() != null);
    if (part.slice() != null) {
      output.writeInt(part.slice().shard());
      output.writeDouble(part.slice().weight());
      writePacked(output, part.slice().vectors());
    }
  }

  static SlicedReduce.Part readPart(Input input) {
    ShardReport report = input.readBoolean() ? readReport(input) : null;
    Slice slice =
        input.readBoolean()
            ? new Slice(input.readInt(), input.readDouble(), readPacked(input))
            : null;
    return new SlicedReduce.Part(report, slice);
  }

  static void writeSum(Output output, SlicedReduce.Sum sum) {
    output.writeInt(sum.vectors().size());
    sum.vectors().forEach(vector -> ArrayCodecs.writeFloats(output, vector));
    output.writeInt(sum.reports().size());
    sum.reports().forEach(report -> writeReport(output, report));
  }

  static SlicedReduce.Sum readSum(Input input) {
    List<float[]> vectors = new ArrayList<>();
    for (int left = input.readInt(); left > 0; left--) {
      vectors.add(ArrayCodecs.readFloats(input));
    }
    List<ShardReport> reports = new ArrayList<>();
    for (int left = input.readInt(); left > 0; left--) {
      reports.add(readReport(input));
    }
    return new SlicedReduce.Sum(vectors, reports);
  }

  private static void writeReport(Output output, ShardReport report) {
    output.writeInt(report.shard());
    output.writeDouble(report.weight());
    output.writeDouble(report.lossSum());
    output.writeLong(report.timeSteps());
    ArrayCodecs.writeFloats(output, report.carried());
    output.writeDouble(report.gradientNorm());
    output.writeInt(report.clipped());
    output.writeBoolean(report.finite());
    output.writeLong(report.bytes());
    output.writeLong(report.fetchNanos());
    output.writeLong(report.computeNanos());
  }

  private static ShardReport readReport(Input input) {
    return new ShardReport(
        input.readInt(),
        input.readDouble(),
        input.readDouble(),
        input.readLong(),
        ArrayCodecs.readFloats(input),
        input.readDouble(),
        input.readInt(),
        input.readBoolean(),
        input.readLong(),
        input.readLong(),
        input.readLong());
  }

  private static void writePacked(Output output, List<PackedFloats> vectors) {
    output.writeInt(vectors.size());
    for (PackedFloats vector : vectors) {
      output.writeByte(vector.wire().ordinal());
      output.writeInt(vector.size());
      output.writeInt(vector.bytes().length);
      output.writeBytes(vector.bytes());
    }
  }

  private static List<PackedFloats> readPacked(Input input) {
    List<PackedFloats> vectors = new ArrayList<>();
    for (int left = input.readInt(); left > 0; left--) {
      Wire wire = WIRES[input.readByte()];
      int size = input.readInt();
      vectors.add(new PackedFloats(wire, size, input.readBytes(input.readInt())));
    }
    return vectors;
  }
}
