package dev.tenantry.crm.assignment;

import java.time.ZoneId;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;
import dev.tenantry.tenancy.MemberDirectory;

/** Whose absences whoever asks may state, and whose days those have. */
@Component
class AbsentMembers {

    private static final String MANAGE = "member-absences:manage";
    private static final String ZONE = "select zone from app.reached_members(app.org_id(), array[cast(? as uuid)]) where zone is not null";

    private final MemberDirectory members;
    private final JdbcClient jdbc;
    private final Localizations localizations;

    AbsentMembers(MemberDirectory members, JdbcClient jdbc, Localizations localizations) {
        this.members = members;
        this.jdbc = jdbc;
        this.localizations = localizations;
    }

    /** @throws ProblemException 403 where they are another one's, and the caller may not state those */
    void demand(UUID member) {
        var caller = Caller.currentOrNull();
        if (caller != null && !member.equals(caller.userId()) && !caller.may(MANAGE)) {
            throw ProblemException.forbidden(MANAGE);
        }
    }

    /** @throws ProblemException 403 likewise, or 422 where there is no such member */
    void demandMember(UUID member) {
        demand(member);
        if (!members.keep(member)) {
            throw ProblemException.invalid("memberId", "unknown-reference", "there is no such resource");
        }
    }

    ZoneId zone(UUID member) {
        return jdbc.sql(ZONE)
                .param(member)
                .query(String.class)
                .optional()
                .flatMap(Zones::known)
                .orElseGet(() -> localizations.ofOrganization().zone());
    }
}
