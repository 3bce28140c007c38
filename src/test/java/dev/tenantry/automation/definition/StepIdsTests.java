package dev.tenantry.automation.definition;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class StepIdsTests {

    /** However deep they stand: what is refused is not worked on first. */
    @Test
    void areGivenToNoMoreStepsThanThereMayBe() {
        assertThat(withIds(99)).isEqualTo(100);
        assertThat(withIds(100)).isZero();
    }

    private static int withIds(int within) {
        JsonNode steps = new JsonMapper().readTree("[{\"type\":\"for_each\",\"config\":{\"steps\":["
                + "{\"type\":\"stop\"},".repeat(within - 1) + "{\"type\":\"stop\"}]}}]");

        StepIds.addMissing(steps);

        return steps.findValues("id").size();
    }
}
