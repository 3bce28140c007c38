package dev.tenantry.crm.assignment;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.tenancy.MemberMentions;

/** Rules that name somebody who is no member any more: they pass over whom they cannot give anything. */
@Component
class AssignmentMentions implements MemberMentions {

    private static final String LEFT = """
            select r.id, r.name from assignment_rules r
            where r.organization_id = app.org_id() and r.deleted_at is null
              and exists (select from jsonb_array_elements(r.members) m where m ->> 'memberId' = ?)
            order by r.name, r.id limit ?""";

    private final JdbcClient jdbc;

    AssignmentMentions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Mention> left(UUID member, String called, int most) {
        return Caller.current().may("assignment-rules:read")
                ? jdbc.sql(LEFT)
                        .params(member.toString(), most)
                        .query((row, _) -> new Mention("assignment-rule", row.getString(1), row.getString(2), false))
                        .list()
                : List.of();
    }
}
