package dev.tenantry.crm.follower;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.RecordFollowed;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Erasure;
import dev.tenantry.shared.record.Merging;
import dev.tenantry.shared.record.RecordService;

/** Who follows which records. */
@Service
@Transactional(readOnly = true)
public class Followers implements Erasure, Merging {

    /** As many may follow a record. */
    private static final int MOST = 200;
    private static final String LIST = """
            select user_id, created_at from followers
            where organization_id = app.org_id() and record_type = ? and record_id = ? order by id limit ?""";
    private static final String COUNT = "select count(*) from followers where organization_id = app.org_id() and record_type = ? and record_id = ?";
    private static final String FOLLOW = """
            insert into followers (organization_id, record_type, record_id, user_id) values (app.org_id(), ?, ?, ?)
            on conflict (organization_id, record_type, record_id, user_id) do nothing""";
    private static final String LEAVE = """
            delete from followers where organization_id = app.org_id() and record_type = ? and record_id = ? and user_id = ?""";
    private static final String GIVE = """
            update followers set record_id = ? where organization_id = app.org_id() and record_type = ? and record_id = ?
                and not exists (select from followers o where o.organization_id = app.org_id() and o.record_type = followers.record_type
                    and o.record_id = ? and o.user_id = followers.user_id)""";
    private static final String ERASE = "delete from followers where organization_id = app.org_id() and record_type = ? and record_id = any(?::bigint[])";

    private final JdbcClient jdbc;
    private final DomainEvents events;
    private final AuditTrail audit;

    Followers(JdbcClient jdbc, DomainEvents events, AuditTrail audit) {
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
    }

    /** @throws ProblemException 404 */
    FollowersResponse of(RecordService<?, ?, ?> records, Long id) {
        records.get(id);
        return new FollowersResponse(jdbc.sql(LIST)
                .params(records.type(), id, MOST)
                .query((row, _) -> new FollowersResponse.Member(row.getObject(1, UUID.class),
                        Rows.instant(row, "created_at")))
                .list());
    }

    /** The caller follows the record, if not already. @throws ProblemException 404, or 409 where there are too many */
    @Transactional
    void follow(RecordService<?, ?, ?> records, Long id) {
        keep(records, id);
        if (jdbc.sql(COUNT).params(records.type(), id).query(Long.class).single() >= MOST) {
            throw ProblemException.conflict("a record has " + MOST + " followers at most");
        }
        if (jdbc.sql(FOLLOW).params(records.type(), id, Caller.current().userId()).update() > 0) {
            note(RecordFollowed.What.FOLLOWED, records.type(), id);
        }
    }

    /** The caller follows it no more. @throws ProblemException 404 */
    @Transactional
    void leave(RecordService<?, ?, ?> records, Long id) {
        keep(records, id);
        if (jdbc.sql(LEAVE).params(records.type(), id, Caller.current().userId()).update() > 0) {
            note(RecordFollowed.What.UNFOLLOWED, records.type(), id);
        }
    }

    private static void keep(RecordService<?, ?, ?> records, Long id) {
        if (records.lock(List.of(id), true).isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    private void note(RecordFollowed.What what, String type, Long id) {
        var user = Caller.current().userId();
        audit.record(new AuditEntry(what.of(type), AuditEntry.Category.DATA_MODIFICATION, type, id.toString(), Map.of(),
                Map.of("userId", user.toString())));
        events.publish(new RecordFollowed(type, id, user, what));
    }

    @Override
    @Transactional
    public void erase(String type, List<Long> ids) {
        jdbc.sql(ERASE).params(type, ids.toArray(Long[]::new)).update();
    }

    @Override
    @Transactional
    public void merge(String type, Long from, Long into) {
        jdbc.sql(GIVE).params(into, type, from, into).update();
        erase(type, List.of(from));
    }
}
