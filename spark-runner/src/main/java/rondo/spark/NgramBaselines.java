package rondo.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import rondo.config.JobConfig;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.task.LanguageModel;
import rondo.task.NgramModel;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;

/** N-gram models of the training part of a text, measured on its test part. */
final class NgramBaselines {
  private NgramBaselines() {}

  static String name(int order) {
    return "order-" + order + " n-gram";
  }

  /**
   * Losses in nats a token of the orders 1 to {@code orders}, of the very tokens that the network
   * is trained and tested on.
   */
  static List<Double> nats(JobConfig job, int orders, Consumer<String> tell) throws IOException {
    PreparedTask task =
        new LanguageModel()
            .prepare(
                new TaskContext(
                    job.data(),
                    0,
                    job.training().truncate(),
                    job.training().seed(),
                    new LocalFileAccess(),
                    RangeScanner.LOCAL));
    int[] train = task.reader().read(Split.TRAIN, 0, 1).tokens;
    int[] test = task.reader().read(Split.TEST, 0, 1).tokens;
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(2, Runtime.getRuntime().availableProcessors())); // each needs memory
    try {
      List<Future<Double>> models = new ArrayList<>();
      for (int n = 1; n <= orders; n++) {
        int order = n;
        models.add(pool.submit(() -> NgramModel.train(train, order, task.outputs()).nats(test)));
      }
      List<Double> nats = new ArrayList<>();
      for (Future<Double> model : models) {
        nats.add(model.get());
        tell.accept(
            String.format(
                Locale.ROOT,
                "%s: %.3f bits a %s on the test part",
                name(nats.size()),
                nats.get(nats.size() - 1) / Math.log(2),
                job.data().text().tokens().noun()));
      }
      return nats;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
