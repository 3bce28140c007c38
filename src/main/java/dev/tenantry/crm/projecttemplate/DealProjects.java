package dev.tenantry.crm.projecttemplate;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * Notes which deals are to beget a project, once it is committed that they are won, by whatever way: each has one row for good, whose key is why
 * none begets two. What could not be made is tried again when the deal is won again.
 */
@Component
class DealProjects implements EventConsumer {

    /** Deals that are won, with the stages through which they have gone since, of those that say what is begot. */
    static final String WON = """
            from opportunities o
            join opportunity_stage_history h on h.organization_id = o.organization_id and h.opportunity_id = o.id
            join pipeline_stages s on s.organization_id = h.organization_id and s.id = h.stage_id
            where o.organization_id = app.org_id() and o.status = 'won' and s.kind = 'won' and s.project_template_id is not null
            and not exists (select 1 from opportunity_stage_history l
                join pipeline_stages k on k.organization_id = l.organization_id and k.id = l.stage_id
                where l.organization_id = o.organization_id and l.opportunity_id = o.id and l.entered_at > h.entered_at and k.kind <> 'won')""";
    private static final String QUEUE = """
            insert into deal_projects (organization_id, opportunity_id, due_at)
            select distinct o.organization_id, o.id, now() %s and o.organization_id = app.org_id() and o.id = any (cast(? as bigint[])) order by o.id
            on conflict (organization_id, opportunity_id) do update set due_at = excluded.due_at, attempts = 0
            where deal_projects.made_at is null""".formatted(WON);

    private final JdbcClient jdbc;

    DealProjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PendingEvent> events) {
        var closed = events.stream()
                .filter(event -> event.name().equals("opportunity.closed"))
                .map(event -> Long.valueOf(event.aggregateId()))
                .distinct()
                .toArray(Long[]::new);
        if (closed.length > 0) {
            jdbc.sql(QUEUE).param(closed).update();
        }
    }
}
