package dev.tenantry.shared.web;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UploadBudgetTests {

    private final UploadBudget budget = new UploadBudget(128, 60);
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void isSharedByAllAndNotTakenByOne() {
        budget.take(one, 40);

        assertThat(refusal(one, 30)).isEqualTo(ProblemType.RATE_LIMITED);
        budget.take(other, 56);
        assertThat(refusal(UUID.randomUUID(), 3)).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void keepsRoomForSmallOnes() {
        budget.take(one, 48);
        budget.take(other, 48);

        for (var number = 0; number < 16; number++) {
            budget.take(UUID.randomUUID(), 2);
        }
        assertThat(refusal(UUID.randomUUID(), 1)).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void comesBack() {
        budget.take(one, 60);
        budget.take(other, 36);
        budget.giveBack(one, 60);

        assertThatCode(() -> budget.take(one, 60)).doesNotThrowAnyException();
    }

    /** What no budget would ever hold could never be sent. */
    @Test
    void letsASingleUploadThroughHoweverLarge() {
        assertThatCode(() -> budget.take(one, 1_000)).doesNotThrowAnyException();
    }

    private ProblemType refusal(UUID organization, long bytes) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> budget.take(organization, bytes));
        assertThat(refusal).isNotNull();
        return refusal.type();
    }
}
