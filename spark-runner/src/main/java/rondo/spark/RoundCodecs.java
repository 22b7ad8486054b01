package rondo.spark;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.HashMap;
import java.util.Map;
import rondo.round.RoundInput;
import rondo.round.RoundUpdate;

/** What goes down to the shards in a round, and what comes up. */
final class RoundCodecs {
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

  static void writeUpdate(Output output, RoundUpdate update) {
    output.writeInt(update.shard);
    output.writeDouble(update.weight);
    output.writeDouble(update.lossSum);
    output.writeLong(update.timeSteps);
    ArrayCodecs.writeFloats(output, update.payload);
    ArrayCodecs.writeAll(output, update.moments);
    ArrayCodecs.writeFloats(output, update.carried);
    output.writeDouble(update.gradientNorm);
    output.writeInt(update.clipped);
    output.writeLong(update.computeNanos);
  }

  static RoundUpdate readUpdate(Input input) {
    return new RoundUpdate(
        input.readInt(),
        input.readDouble(),
        input.readDouble(),
        input.readLong(),
        ArrayCodecs.readFloats(input),
        ArrayCodecs.readAll(input),
        ArrayCodecs.readFloats(input),
        input.readDouble(),
        input.readInt(),
        input.readLong());
  }
}
