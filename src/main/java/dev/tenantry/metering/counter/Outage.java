package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import dev.tenantry.shared.database.TransientFailures;

/**
 * Whether the database can be reached. Where it could not be, nobody waits for it to fail again for a while. That it is busy, or refuses a statement, is
 * no outage: whoever has it fail by that would have all others let in.
 */
final class Outage {

    private static final Duration GIVEN_UP = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private volatile long failedAt;
    private volatile boolean isOn;

    Outage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws CountersUnavailableException where it could not be reached a moment ago */
    void check() {
        if (isOn && nanos.getAsLong() - failedAt < GIVEN_UP.toNanos()) {
            throw new CountersUnavailableException();
        }
    }

    void end() {
        isOn = false;
    }

    /** @return what it comes to */
    DataAccessException of(DataAccessException failure) {
        // Of those who waited in vain for a connection the pool tells one why; that it is still so the others know by that.
        if (TransientFailures.isUnreachable(failure) || isOn && failure instanceof CannotGetJdbcConnectionException) {
            failedAt = nanos.getAsLong();
            isOn = true;
            return new CountersUnavailableException(failure);
        }
        return failure;
    }
}
