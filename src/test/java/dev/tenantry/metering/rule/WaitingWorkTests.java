package dev.tenantry.metering.rule;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Whatever waits for quotas. */
@IntegrationTest
class WaitingWorkTests {

    private final List<WaitingWork> all;

    @Autowired
    WaitingWorkTests(List<WaitingWork> all) {
        this.all = all;
    }

    /** Where it fails that is a line of the log, and the work waits until the window's end. */
    @Test
    void asksAgainByTheRightsThatItHas() {
        assertThat(all).isNotEmpty()
                .allSatisfy(waiting -> assertThatCode(waiting::askAgain).as(waiting.getClass().getName())
                        .doesNotThrowAnyException());
    }
}
