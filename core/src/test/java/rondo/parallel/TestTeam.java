package rondo.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that meet at a barrier. */
@Timeout(60)
class TestTeam {
  @Test
  void anErrorOfAMemberReachesTheCaller() {
    try (Parallel parallel = Parallel.of(2)) {
      assertThatThrownBy(
              () ->
                  parallel.team(
                      2,
                      (member, members, barrier) -> {
                        if (member == members - 1) {
                          throw new OutOfMemoryError("made up");
                        }
                        barrier.await();
                      }))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("made up");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void aTeamMeetsAtItsBarrier(int threads) {
    try (Parallel parallel = Parallel.of(threads)) {
      for (int most : new int[] {1, 2, 5, 100}) {
        int rounds = 1000;
        AtomicIntegerArray arrived = new AtomicIntegerArray(rounds);
        AtomicInteger late = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        parallel.team(
            most,
            (member, members, barrier) -> {
              ran.incrementAndGet();
              for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet(round);
                barrier.await();
                if (arrived.get(round) != members) {
                  late.incrementAndGet();
                }
              }
            });
        assertThat(ran.get()).isBetween(1, Math.min(most, threads));
        assertThat(late).hasValue(0);
      }
    }
  }

  /** No team waits for threads that do other work, or that nobody wakes up. */
  @Test
  void manyTeamsOneAfterTheOther() {
    try (Parallel parallel = Parallel.of(2)) {
      AtomicInteger largest = new AtomicInteger();
      AtomicInteger ran = new AtomicInteger();
      for (int i = 0; i < 20_000; i++) {
        parallel.team(
            2,
            (member, members, barrier) -> {
              barrier.await();
              barrier.await();
              largest.accumulateAndGet(members, Math::max);
              ran.addAndGet(60 / members);
            });
      }
      assertThat(ran).hasValue(20_000 * 60);
      assertThat(largest).hasValue(2);
    }
  }

  @Test
  void aSecondTeamHasOneMember() {
    try (Parallel parallel = Parallel.of(4)) {
      AtomicInteger members = new AtomicInteger();
      parallel.team(
          2,
          (member, all, barrier) -> {
            if (member == 0) {
              parallel.team(2, (inner, few, own) -> members.addAndGet(few));
            }
            barrier.await();
          });
      assertThat(members).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFailingMemberEndsItsTeam(int failing) {
    try (Parallel parallel = Parallel.of(3)) {
      assertThatThrownBy(
              () ->
                  parallel.team(
                      3,
                      (member, members, barrier) -> {
                        barrier.await();
                        if (member == Math.min(failing, members - 1)) {
                          throw new IllegalStateException("failed: member " + member);
                        }
                        barrier.await();
                      }))
          .hasStackTraceContaining("failed: member ");
      AtomicInteger ran = new AtomicInteger();
      parallel.team(3, (member, members, barrier) -> ran.addAndGet(60 / members));
      assertThat(ran).hasValue(60);
    }
  }
}
