package dev.tenantry.metering.counter;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutageTests {

    private static final DataAccessException LOST = new DataAccessResourceFailureException("lost",
            new PSQLException("connection refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT));
    private static final DataAccessException NO_ROOM = new CannotGetJdbcConnectionException("none is left",
            new SQLTransientConnectionException("none is left"));

    private long now;
    private final Outage outage = new Outage(() -> now);

    @Test
    void asksAgainAMomentAfterTheDatabaseWasLost() {
        assertThat(outage.of(LOST)).isInstanceOf(CountersUnavailableException.class);

        assertThatThrownBy(outage::check).isInstanceOf(CountersUnavailableException.class);
        assertThat(outage.of(NO_ROOM)).isInstanceOf(CountersUnavailableException.class);
        now += Duration.ofMillis(1_001).toNanos();
        assertThatCode(outage::check).doesNotThrowAnyException();
    }

    /** Of one failure nobody else's limits are to end. */
    @Test
    void isNoneWhereADatabaseThatIsThereIsBusyOrRefuses() {
        for (var failure : new DataAccessException[]{NO_ROOM, new CannotAcquireLockException("busy"),
            new DataAccessResourceFailureException("stopped",
                    new PSQLException("canceling statement", PSQLState.QUERY_CANCELED))}) {
            assertThat(outage.of(failure)).isSameAs(failure);
            assertThatCode(outage::check).doesNotThrowAnyException();
        }
    }

    @Test
    void endsWithAnAnswer() {
        outage.of(LOST);

        outage.end();

        assertThatCode(outage::check).doesNotThrowAnyException();
        assertThat(outage.of(NO_ROOM)).isSameAs(NO_ROOM);
    }
}
