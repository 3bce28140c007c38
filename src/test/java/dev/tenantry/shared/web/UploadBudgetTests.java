package dev.tenantry.shared.web;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UploadBudgetTests {

    private static final long SECOND = 1_000_000_000;

    private long nanos;
    private final UploadBudget budget = new UploadBudget(128, 60, () -> nanos);
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void isTakenByWhatHasComeAndNotByWhatIsAnnounced() {
        for (var number = 0; number < 1_000; number++) {
            budget.begin(UUID.randomUUID(), 96);
        }

        assertThatCode(() -> budget.begin(one, 60).arrived(60)).doesNotThrowAnyException();
    }

    @Test
    void isSharedByAllAndNotTakenByOne() {
        budget.begin(one, 40).arrived(40);

        assertThat(refusal(one, 30)).isEqualTo(ProblemType.RATE_LIMITED);
        budget.begin(other, 56).arrived(56);
        assertThat(refusal(UUID.randomUUID(), 3)).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void countsWhatAnOrganizationAnnouncesAgainstItself() {
        budget.begin(one, 40);

        assertThat(refusal(one, 30)).isEqualTo(ProblemType.RATE_LIMITED);
    }

    @Test
    void endsWhatFindsNoRoomWhenItComes() {
        var first = budget.begin(one, -1);
        var second = budget.begin(one, -1);
        var others = budget.begin(other, 90);
        first.arrived(30);

        assertThat(refusal(() -> second.arrived(31))).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(refusal(() -> others.arrived(70))).isEqualTo(ProblemType.UNAVAILABLE);
        assertThatCode(() -> second.arrived(30)).doesNotThrowAnyException();
    }

    @Test
    void keepsRoomForSmallOnes() {
        budget.begin(one, 48).arrived(48);
        budget.begin(other, 48).arrived(48);

        for (var number = 0; number < 16; number++) {
            budget.begin(UUID.randomUUID(), 2).arrived(2);
        }
        assertThat(refusal(UUID.randomUUID(), 1)).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void comesBack() {
        var first = budget.begin(one, 60);
        first.arrived(60);
        budget.begin(other, 36).arrived(36);
        first.close();

        assertThatCode(() -> budget.begin(one, 60).arrived(60)).doesNotThrowAnyException();
    }

    /** What no budget would ever hold could never be sent. */
    @Test
    void letsASingleUploadThroughHoweverLarge() {
        var single = budget.begin(one, 1_000);

        assertThatCode(() -> single.arrived(1_000)).doesNotThrowAnyException();
    }

    @Test
    void endsWhatDripsAndWaitsForWhatPauses() {
        var large = new UploadBudget(1L << 32, 1L << 30, () -> nanos);
        var dripping = large.begin(one, 1 << 20);
        var pausing = large.begin(other, 1 << 20);
        nanos += UploadBudget.GRACE.toNanos();
        dripping.arrived(1);
        pausing.arrived(40 * UploadBudget.LEAST_RATE);

        nanos += 2 * SECOND;

        assertThat(refusal(() -> dripping.arrived(1))).isEqualTo(ProblemType.MALFORMED);
        assertThatCode(() -> pausing.arrived(1)).doesNotThrowAnyException();
    }

    @Test
    void endsWhatStandsStillHoweverFastItCame() {
        var large = new UploadBudget(1L << 32, 1L << 30, () -> nanos);
        var upload = large.begin(one, 1L << 28);
        upload.arrived(1L << 27);
        nanos += 2 * UploadBudget.GRACE.toNanos();
        upload.arrived(1);

        nanos += UploadBudget.GRACE.toNanos() + SECOND;

        assertThat(refusal(() -> upload.arrived(1))).isEqualTo(ProblemType.MALFORMED);
    }

    private ProblemType refusal(UUID organization, long bytes) {
        return refusal(() -> budget.begin(organization, bytes));
    }

    private static ProblemType refusal(Runnable attempt) {
        var refusal = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(refusal).isNotNull();
        return refusal.type();
    }
}
