package rondo.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.optim.ScheduleSpec.Kind;

class TestPlateau {
  private static final ScheduleSpec PATIENT = new ScheduleSpec(Kind.PLATEAU, 0, 1, 0.5, 0, 0, 2);

  private static Plateau after(ScheduleSpec schedule, double... losses) {
    Plateau plateau = Plateau.START;
    for (double loss : losses) {
      plateau = plateau.next(loss, schedule);
    }
    return plateau;
  }

  @Test
  void nothingIsBestBeforeTheFirst() {
    assertThat(Plateau.START.improved()).isFalse();
    assertThat(after(PATIENT, 3)).isEqualTo(new Plateau(3, 0, 0, 1));
    assertThat(after(PATIENT, 3).improved()).isTrue();
  }

  @Test
  void rateFallsWhenPatienceIsOver() {
    assertThat(after(PATIENT, 3, 4).factor()).isEqualTo(1);
    assertThat(after(PATIENT, 3, 4, 3)).isEqualTo(new Plateau(3, 2, 0, 0.5));
    assertThat(after(PATIENT, 3, 4, 3, 3).factor()).isEqualTo(0.5);
    assertThat(after(PATIENT, 3, 4, 3, 3, 3)).isEqualTo(new Plateau(3, 4, 0, 0.25));
  }

  @Test
  void betterLossStartsThePatienceAnew() {
    Plateau plateau = after(PATIENT, 3, 4, 2, 4);
    assertThat(plateau).isEqualTo(new Plateau(2, 1, 1, 1));
    assertThat(plateau.improved()).isFalse();
  }

  @Test
  void notANumberIsNeverBetter() {
    assertThat(after(PATIENT, Double.NaN).improved()).isFalse();
    assertThat(after(PATIENT, 3, Double.NaN)).isEqualTo(new Plateau(3, 1, 1, 1));
  }

  @Test
  void otherSchedulesOnlyCount() {
    assertThat(after(ScheduleSpec.constant(), 3, 3, 3, 3)).isEqualTo(new Plateau(3, 3, 3, 1));
  }
}
