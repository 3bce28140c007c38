package dev.tenantry.automation.run.dryrun;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.control.StartedFor;
import dev.tenantry.automation.run.step.RunState;
import dev.tenantry.automation.run.step.SegmentKernel;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.problem.ProblemException;

/** Workflows that are tried, and those that they would carry out. */
@Component
class TriedWorkflows {

    private static final String FIND = """
            select name, is_active, current_version, published_by, published_scopes from workflow_definitions
            where organization_id = app.org_id() and id = ? and deleted_at is null""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final SegmentKernel kernel;
    private final EngineSettings settings;
    private final DraftedWorkflows drafts;
    private final StartedFor startedFor;

    TriedWorkflows(JdbcClient jdbc, CompiledVersions versions, SegmentKernel kernel, EngineSettings settings,
            DraftedWorkflows drafts, StartedFor startedFor) {
        this.startedFor = startedFor;
        this.drafts = drafts;
        this.jdbc = jdbc;
        this.versions = versions;
        this.kernel = kernel;
        this.settings = settings;
    }

    /** @param version null: its draft @param publication the last one; of a draft that by the caller */
    record Tried(
            UUID id,
            String name,
            boolean isActive,
            @Nullable Integer version,
            Publication publication,
            WorkflowDocument document) {

        /** A run of it that begins. */
        RunState begun(JsonNode triggerData) {
            return new RunState(0, 0, RunStatus.RUNNING, publication, id, name, document, 0, 0, false, null,
                    triggerData,
                    null, null, List.of(), RunState.Part.WHOLE);
        }
    }

    private record Found(String name, boolean isActive, int version, Publication publication) {}

    /** @param version null: the current one */
    Optional<Tried> find(UUID workflow, @Nullable Integer version) {
        return found(workflow, version).flatMap(found -> tried(workflow, found));
    }

    /** What it is to become, as if the caller had published that. @throws ProblemException 404; 409 where it would be refused */
    Optional<Tried> draft(UUID workflow) {
        return found(workflow, null).map(found -> new Tried(workflow, found.name, found.isActive, null,
                kernel.rights().publication(), drafts.drafted(workflow)));
    }

    private Optional<Found> found(UUID workflow, @Nullable Integer version) {
        return jdbc.sql(FIND)
                .param(workflow)
                .query((row, _) -> new Found(row.getString("name"), row.getBoolean("is_active"),
                        version == null ? row.getInt("current_version") : version,
                        Publication.read(row)))
                .optional();
    }

    private Optional<Tried> tried(UUID workflow, Found found) {
        var version = Version.of(workflow, found.version);
        return Optional.ofNullable(versions.of(List.of(version)).get(version))
                .map(document -> new Tried(workflow, found.name, found.isActive, found.version, found.publication,
                        document));
    }

    /**
     * The run of another workflow that a run's step would begin.
     *
     * @param depth how many automations stand before that run
     * @param held  what whoever tries it may do
     * @throws ProblemException where it would begin none
     */
    RunState carriedOut(UUID workflow, RunState by, int depth, JsonNode input, Set<String> held) {
        if (depth >= settings.maxDepth()) {
            throw ProblemException.conflict(depth + " automations caused one another before this one");
        }
        var other = find(workflow, null).filter(Tried::isActive)
                .orElseThrow(() -> ProblemException.conflict("the other workflow is not active"));
        var isTriedAlone = by.publication().member() == null;
        var objection = isTriedAlone
                ? kernel.rights().objection(other.document, held)
                : kernel.rights().objection(other.document, by.publication());
        if (objection != null) {
            throw ProblemException.conflict("for what the other workflow does " + objection);
        }
        startedFor.demandThere(input, "input.", isTriedAlone ? held : kernel.rights().of(by.publication()));
        return other.begun(JsonNodeFactory.instance.objectNode().set("trigger", input));
    }
}
