package dev.tenantry.automation.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.inspection.Finding;

/** Keeps what becomes of executions, for whoever holds the claim; who lost it changes nothing. */
@Component
class ExecutionStore {

    /** Before its place in the queue, as whoever saves or deletes it does. */
    private static final String LOCK = """
            select id from automation_agents where organization_id = app.org_id() and id = ? for no key update""";
    private static final String HOLD = """
            select true from agent_queue where organization_id = app.org_id() and id = ? and lease_epoch = ? for update""";
    private static final String BEGIN = """
            insert into agent_execution_logs (organization_id, agent_id, status) values (app.org_id(), ?, ?) returning id""";
    private static final String END_INTERRUPTED = """
            update agent_execution_logs set status = ?, execution_end = now(), error_details = ?
            where organization_id = app.org_id() and agent_id = ? and status = ?""";
    private static final String END = """
            update agent_execution_logs set status = ?, execution_end = now(), result_summary = cast(? as jsonb), actions_taken = cast(? as jsonb), error_details = ?
            where organization_id = app.org_id() and id = ?""";
    private static final String AT_WORK = """
            update automation_agents set status = ?, last_run_at = now() where organization_id = app.org_id() and id = ?""";
    private static final String DONE = """
            update automation_agents set status = ?, last_error = ? where organization_id = app.org_id() and id = ?""";
    private static final String UNKNOWN = """
            select k.finding_key from unnest(?::text[]) with ordinality as k (finding_key, place)
            where not exists (select 1 from agent_findings f where f.organization_id = app.org_id() and f.agent_id = ? and f.finding_key = k.finding_key)
            order by k.place limit ?""";
    private static final String KEEP = """
            insert into agent_findings (organization_id, agent_id, finding_key) select app.org_id(), ?, k from unnest(?::text[]) as k""";
    private static final String SEEN = """
            update agent_findings set seen_at = now() where organization_id = app.org_id() and agent_id = ? and finding_key = any (?)""";
    private static final String FORGET_FINDINGS = """
            delete from agent_findings where organization_id = app.org_id() and agent_id = ? and seen_at < now() - interval '90 days'""";
    private static final String FORGET_EXECUTIONS = """
            delete from agent_execution_logs where organization_id = app.org_id() and agent_id = ? and id <= (
                select l.id from agent_execution_logs l where l.organization_id = app.org_id() and l.agent_id = ? order by l.id desc offset ? limit 1)""";
    private static final int KEPT = 500;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final AgentTimes times;

    ExecutionStore(JdbcClient jdbc, EntityManager entities, AgentTimes times) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.times = times;
    }

    /** An execution that has begun. */
    record Begun(long id, Agent agent) {}

    /** @return nothing where the claim is lost or the agent deleted */
    @Transactional
    Optional<Begun> begin(AgentClaim claim) {
        var agent = isHeld(claim) ? entities.find(Agent.class, claim.agentId()) : null;
        if (agent == null) {
            return Optional.empty();
        }
        jdbc.sql(END_INTERRUPTED)
                .params(ExecutionStatus.FAILED.toString(), "the application ended before the execution did",
                        agent.getId(), ExecutionStatus.RUNNING.toString())
                .update();
        jdbc.sql(FORGET_EXECUTIONS).params(agent.getId(), agent.getId(), KEPT).update();
        var id = jdbc.sql(BEGIN)
                .params(agent.getId(), ExecutionStatus.RUNNING.toString())
                .query(Long.class)
                .single();
        jdbc.sql(AT_WORK).params(AgentStatus.RUNNING.toString(), agent.getId()).update();
        return Optional.of(new Begun(id, agent));
    }

    /** From here on to the end of the transaction. */
    boolean isHeld(AgentClaim claim) {
        jdbc.sql(LOCK).param(claim.agentId()).query(UUID.class).optional();
        return jdbc.sql(HOLD).params(claim.agentId(), claim.epoch()).query(Boolean.class).optional().isPresent();
    }

    /** Of the findings those that are new, the first of them, which are not any more. */
    List<Finding> take(Agent agent, List<Finding> findings, int most) {
        var id = agent.getId();
        var keys = findings.stream().map(Finding::key).distinct().toArray(String[]::new);
        var unknown = jdbc.sql(UNKNOWN).params(keys, id, most).query(String.class).set();
        jdbc.sql(KEEP).params(id, unknown.toArray(String[]::new)).update();
        jdbc.sql(SEEN).params(id, keys).update();
        jdbc.sql(FORGET_FINDINGS).param(id).update();
        return findings.stream().filter(finding -> unknown.remove(finding.key())).toList();
    }

    void succeed(Begun execution, JsonNode summary, JsonNode actions) {
        end(execution, ExecutionStatus.SUCCEEDED, summary.toString(), actions.toString(), null);
        done(execution.agent, AgentStatus.IDLE, null);
    }

    /** @param error for people */
    @Transactional
    void fail(AgentClaim claim, Begun execution, String error) {
        if (isHeld(claim)) {
            end(execution, ExecutionStatus.FAILED, null, null, error);
            done(execution.agent, AgentStatus.ERROR, error);
        }
    }

    private void end(Begun execution, ExecutionStatus status, @Nullable String summary, @Nullable String actions,
            @Nullable String error) {
        jdbc.sql(END)
                .param(status.toString())
                .param(summary)
                .param(actions)
                .param(error)
                .param(execution.id)
                .update();
    }

    private void done(Agent agent, AgentStatus status, @Nullable String error) {
        jdbc.sql(DONE).param(status.toString()).param(error).param(agent.getId()).update();
        var present = entities.find(Agent.class, agent.getId());
        if (present != null) {
            times.proceed(present);
        }
    }
}
