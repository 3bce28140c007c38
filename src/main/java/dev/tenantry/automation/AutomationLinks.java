package dev.tenantry.automation;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.PART;

/** A workflow is one with its versions, its triggers and its runs. */
@Component
class AutomationLinks implements LinkDeclaration {

    private static final String RUNS = "workflow_execution_logs";
    private static final String AGENTS = "automation_agents";

    @Override
    public List<Link> links() {
        return List.of(new Link("workflow_versions", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_drafts", "id", "workflow_definitions", PART),
                new Link("workflow_variables", "workflow_id", "workflow_definitions", PART),
                new Link("automations", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_triggers", "workflow_id", "workflow_definitions", PART),
                new Link(RUNS, "version_number", "workflow_versions", PART),
                new Link(RUNS, "trigger_id", "workflow_triggers", PART),
                new Link(RUNS, "parent_run_id", RUNS, PART),
                new Link("workflow_schedules", "id", "workflow_triggers", PART),
                new Link("workflow_execution_steps", "execution_log_id", RUNS, PART),
                new Link("workflow_run_queue", "id", RUNS, PART),
                new Link("workflow_backlog", "id", RUNS, PART),
                new Link("workflow_admission_keys", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_debounces", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_admissions", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_date_starts", "workflow_id", "workflow_definitions", PART),
                new Link("workflow_approvals", "execution_log_id", RUNS, PART),
                new Link("workflow_approval_assignees", "approval_id", "workflow_approvals", PART),
                new Link("workflow_approval_links", "execution_log_id", RUNS, PART),
                new Link("workflow_waits", "id", "workflow_run_queue", PART),
                new Link("outbound_emails", "execution_log_id", RUNS, PART),
                new Link("agent_execution_logs", "agent_id", AGENTS, PART),
                new Link("agent_findings", "agent_id", AGENTS, PART), new Link("agent_queue", "id", AGENTS, PART));
    }
}
