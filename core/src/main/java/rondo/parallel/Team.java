package rondo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import rondo.parallel.Parallel.Member;

/** One member of {@link Parallel#team}, as a task. */
final class Team extends RecursiveAction {
  private static final long serialVersionUID = 1L;
  private final int member;
  private final int members;
  private final transient Member body;
  private final transient Barrier barrier;

  private Team(int member, int members, Member body, Barrier barrier) {
    this.member = member;
    this.members = members;
    this.body = body;
    this.barrier = barrier;
  }

  /**
   * @param inPool whether the caller is a thread of the pool: it is the first member then
   */
  static void run(int members, Member body, ForkJoinPool pool, boolean inPool) {
    if (!inPool) {
      pool.invoke(
          new RecursiveAction() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void compute() {
              run(members, body);
            }
          });
      return;
    }
    run(members, body);
  }

  private static void run(int members, Member body) {
    Barrier barrier = new Barrier(members);
    Team[] others = new Team[members - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Team(i + 1, members, body, barrier);
      others[i].fork();
    }
    Throwable failure = null;
    try {
      new Team(0, members, body, barrier).compute();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (int i = others.length - 1; i >= 0; i--) {
      others[i].quietlyJoin();
      Throwable other = others[i].getException();
      if (other != null && (failure == null || failure instanceof Barrier.Broken)) {
        failure = other;
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  @Override
  protected void compute() {
    try {
      body.run(member, members, barrier);
    } catch (RuntimeException | Error e) {
      barrier.breakUp();
      throw e;
    }
  }
}
