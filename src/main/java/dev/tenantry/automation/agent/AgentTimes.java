package dev.tenantry.automation.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.tenancy.Localizations;

/** When each agent looks next, written in the transaction that says so. */
@Component
class AgentTimes {

    /** What is under way is planned anew when it ends. */
    private static final String PLAN = """
            insert into agent_queue as q (organization_id, id, due_at) values (app.org_id(), ?, ?)
            on conflict on constraint agent_queue_pkey do update set due_at = excluded.due_at where q.organization_id = app.org_id() and q.leased_by is null""";
    private static final String END = """
            delete from agent_queue where organization_id = app.org_id() and id = ? and leased_by is null""";
    private static final String PROCEED = """
            update agent_queue set due_at = ?, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ?""";
    private static final String REST = "delete from agent_queue where organization_id = app.org_id() and id = ?";

    private final JdbcClient jdbc;
    private final Localizations localizations;
    private final Tickets tickets;
    private final Clock clock;

    AgentTimes(JdbcClient jdbc, Localizations localizations, Tickets tickets, Clock clock) {
        this.jdbc = jdbc;
        this.localizations = localizations;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** As the agent says by now. */
    void plan(Agent agent) {
        var next = next(agent);
        if (next == null) {
            jdbc.sql(END).param(agent.getId()).update();
        } else {
            due(agent.getId(), next);
        }
    }

    /** @throws ProblemException 409 where it is at it */
    void hasten(UUID agent) {
        if (!due(agent, clock.instant())) {
            throw ProblemException.conflict("the agent is running already");
        }
    }

    /** It has looked. */
    void proceed(Agent agent) {
        var next = next(agent);
        if (next == null) {
            jdbc.sql(REST).param(agent.getId()).update();
        } else {
            jdbc.sql(PROCEED).params(next.atOffset(ZoneOffset.UTC), agent.getId()).update();
            announce(next);
        }
    }

    private boolean due(UUID agent, Instant at) {
        announce(at);
        return jdbc.sql(PLAN).params(agent, at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    private void announce(Instant next) {
        var pause = Duration.between(clock.instant(), next);
        tickets.add(AgentQueue.NAME, pause.isNegative() ? Duration.ZERO : pause);
    }

    private @Nullable Instant next(Agent agent) {
        var schedule = agent.schedule();
        return schedule == null ? null : schedule.next(clock.instant(), localizations.ofOrganization().zone());
    }
}
