package dev.tenantry.audit.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.time.Retention;

/**
 * Walks through what has expired, the oldest first, and takes away what may go: what may not, for a hold on it, is looked at once a round and is in
 * nobody's way.
 */
public abstract class SteppedRetention extends Retention {

    /** Before all. */
    private static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0), -1);

    private final RolePool worker;
    private final String step;
    private volatile Place place = BEGINNING;

    /** @param id of the row, within its organization */
    private record Place(Instant expiredAt, UUID organization, long id) {

        static Place read(ResultSet row, int number) throws SQLException {
            return new Place(Rows.instant(row, "expired_at"), row.getObject("organization_id", UUID.class),
                    row.getLong("number"));
        }
    }

    /**
     * @param step takes away what may go of the next rows behind a place, and tells the place of the last of them:
     *             {@code expired_at}, {@code organization_id} and {@code number}
     */
    protected SteppedRetention(String what, RolePool worker, String step) {
        super(what, Duration.ofHours(1));
        this.worker = worker;
        this.step = step;
    }

    /** @return 1 where it has looked at some, whether they went or not */
    @Override
    protected final int forget() {
        var last = next(place);
        place = last == null ? BEGINNING : last;
        return last == null ? 0 : 1;
    }

    private @Nullable Place next(Place from) {
        return worker.jdbc()
                .sql(step)
                .param(Rows.timestamp(from.expiredAt))
                .params(from.organization, from.id)
                .query(Place::read)
                .optional()
                .orElse(null);
    }
}
