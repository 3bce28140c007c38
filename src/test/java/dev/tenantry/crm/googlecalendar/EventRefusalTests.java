package dev.tenantry.crm.googlecalendar;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventRefusalTests {

    private static RuntimeException failure(String state) {
        return new IllegalStateException(new SQLException("refused", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22008", "23514", "54000"})
    void dataIsTheEventsOwn(String state) {
        assertThat(EventRefusal.reason(failure(state))).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "08006", "57014"})
    void whatPassesIsNot(String state) {
        var failure = failure(state);

        assertThatThrownBy(() -> EventRefusal.reason(failure)).isSameAs(failure);
    }

    @Test
    void aLostLeaseIsNot() {
        assertThatThrownBy(() -> EventRefusal.reason(new LeaseLost())).isInstanceOf(LeaseLost.class);
    }
}
