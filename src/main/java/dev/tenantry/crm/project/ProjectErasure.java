package dev.tenantry.crm.project;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Who works on a project goes with it, and what the audit trail has of what as. */
@Component
class ProjectErasure implements Erasure {

    private static final String FORGET = """
            select app.forget_audited(app.org_id(), 'project-member', array(
                select m.id::text from project_members m
                where m.organization_id = app.org_id() and m.project_id = any(cast(? as bigint[]))))""";

    private final JdbcClient jdbc;

    ProjectErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        if (type.equals("project")) {
            jdbc.sql(FORGET)
                    .param(ids.toArray(Long[]::new))
                    .query((_, _) -> true)
                    .list();
        }
    }
}
