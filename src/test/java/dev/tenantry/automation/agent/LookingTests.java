package dev.tenantry.automation.agent;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is misspelled is noticed, and not passed over. */
class LookingTests {

    @Test
    void anInspectionOfNoTypeOfAgentsStopsTheStart() {
        var misspelled = new Inspection() {

            @Override
            public String agent() {
                return "payment-revenue";
            }

            @Override
            public void look(Report report) {}
        };

        assertThatThrownBy(() -> looking(misspelled)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("payment-revenue");
    }

    @SuppressWarnings("NullAway")
    private static Looking looking(Inspection inspection) {
        return new Looking(List.of(inspection), null, null, null, null);
    }

    @Test
    void aSettingThatThereIsNotIsNotZero() {
        var report = new Report(new JsonMapper().createObjectNode().put("windowHours", 24), Instant.EPOCH,
                ZoneOffset.UTC);

        assertThat(report.setting("windowHours")).isEqualTo(24);
        assertThatThrownBy(() -> report.setting("windowHour")).hasMessageContaining("windowHour");
    }
}
