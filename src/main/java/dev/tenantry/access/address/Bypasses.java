package dev.tenantry.access.address;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.access.rule.AccessPolicyCache;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** Break-glass: has an organization's rules pause for a while, where nobody who could mend them gets in. Its audit log says so as loudly as it says anything. */
@Service
class Bypasses {

    private static final String RESOURCE = "address-bypass";
    private static final String FIND = """
            select reason, created_by, created_at, expires_at from address_bypasses where organization_id = ? and expires_at > now()""";
    private static final String WRITE = """
            insert into address_bypasses (organization_id, expires_at, reason, created_by, created_at) values (?, ?, ?, ?, ?)
            on conflict (organization_id) do update set expires_at = excluded.expires_at, reason = excluded.reason, created_by = excluded.created_by,
                created_at = excluded.created_at""";

    private final RolePool pool;
    private final AdminTrail trail;
    private final AccessPolicyCache rules;
    private final AddressNotices notices;
    private final Clock clock;

    Bypasses(RolePool adminPool, AdminTrail trail, AccessPolicyCache rules, AddressNotices notices, Clock clock) {
        this.pool = adminPool;
        this.trail = trail;
        this.rules = rules;
        this.notices = notices;
        this.clock = clock;
    }

    BypassResponse get(UUID organization) {
        return pool.inTransaction(() -> {
            var found = find(organization);
            trail.looked(RESOURCE, organization, organization, found.isPresent());
            return found;
        }).orElseThrow(ProblemException::notFound);
    }

    BypassResponse open(UUID organization, BypassRequest request) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var opened = new BypassResponse(request.reason().strip(), Caller.current().userId(), now,
                now.plus(Duration.ofMinutes(request.minutes())));
        pool.inTransaction(() -> {
            requireOrganization(organization);
            pool.jdbc()
                    .sql(WRITE)
                    .params(organization, opened.expiresAt().atOffset(ZoneOffset.UTC), opened.reason(),
                            opened.createdBy(), now.atOffset(ZoneOffset.UTC))
                    .update();
            trail.alarming(organization, RESOURCE, organization.toString(), "opened",
                    Map.of("reason", opened.reason(), "expiresAt", opened.expiresAt().toString()));
            rules.tell(pool.jdbc(), organization);
        });
        rules.attemptReload(organization);
        notices.paused(organization, opened.reason(), opened.expiresAt());
        return opened;
    }

    void end(UUID organization) {
        var ended = pool.inTransaction(() -> {
            var found = find(organization).orElseThrow(ProblemException::notFound);
            pool.jdbc().sql("delete from address_bypasses where organization_id = ?").param(organization).update();
            trail.alarming(organization, RESOURCE, organization.toString(), "ended",
                    Map.of("reason", found.reason()));
            rules.tell(pool.jdbc(), organization);
            return found;
        });
        rules.attemptReload(organization);
        notices.paused(organization, ended.reason(), null);
    }

    private Optional<BypassResponse> find(UUID organization) {
        return pool.jdbc()
                .sql(FIND)
                .param(organization)
                .query((row, _) -> new BypassResponse(row.getString("reason"), row.getObject("created_by", UUID.class),
                        Rows.instant(row, "created_at"), Rows.instant(row, "expires_at")))
                .optional();
    }

    private void requireOrganization(UUID organization) {
        if (!pool.jdbc()
                .sql("select exists (select from organizations where id = ?)")
                .param(organization)
                .query(Boolean.class)
                .single()) {
            throw ProblemException.notFound();
        }
    }
}
