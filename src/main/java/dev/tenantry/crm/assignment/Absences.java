package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;

/** When members are not there, for whatever gives them something to do. */
@Component
public class Absences {

    private static final String BETWEEN = """
            select member_id, starts_at, ends_at from member_absences
            where organization_id = app.org_id() and member_id = any (?::uuid[]) and deleted_at is null and starts_at < ? and ends_at > ?
            order by starts_at, id""";

    private final JdbcClient jdbc;

    Absences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param endsAt when the member is there again */
    public record Absence(UUID memberId, Instant startsAt, Instant endsAt) {}

    /** Those of any of the members that are not over by the first moment and begin before the second, as they begin. */
    public List<Absence> between(Collection<UUID> members, Instant from, Instant to) {
        return jdbc.sql(BETWEEN)
                .params(members.toArray(UUID[]::new), to.atOffset(ZoneOffset.UTC), from.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Absence(row.getObject(1, UUID.class), Rows.instant(row, "starts_at"),
                        Rows.instant(row, "ends_at")))
                .list();
    }
}
