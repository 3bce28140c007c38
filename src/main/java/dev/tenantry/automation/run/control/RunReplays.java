package dev.tenantry.automation.run.control;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.automation.run.show.RunService;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Runs that do others again: new ones with what started those, of a workflow that is active, with its publisher's rights. */
@Service
@Transactional
class RunReplays {

    private final RunService runs;
    private final RunRights rights;
    private final Replays replays;
    private final StartedFor startedFor;
    private final AuditTrail audit;

    RunReplays(RunService runs, RunRights rights, Replays replays, StartedFor startedFor, AuditTrail audit) {
        this.startedFor = startedFor;
        this.runs = runs;
        this.rights = rights;
        this.replays = replays;
        this.audit = audit;
    }

    RunResponse restart(Long id) {
        return again(runs.get(id), null, false, "restarted");
    }

    /** @throws ProblemException 422 where there is no such version */
    RunResponse replay(Long id, RunReplayRequest request) {
        var run = runs.get(id);
        var version = request.version() == null ? run.workflowVersion() : request.version();
        if (!replays.hasVersion(run.workflowId(), version)) {
            throw ProblemException.invalid("version", "not-found", "the workflow has no such version");
        }
        return again(run, version, !Boolean.TRUE.equals(request.repeatExternal()), "replayed");
    }

    private RunResponse again(RunResponse run, @Nullable Integer chosen, boolean takesOver, String verb) {
        if (!run.status().isEnd() || run.status().isUnbegun()) {
            throw ProblemException.conflict("only a run that has begun and ended can be done again");
        }
        if (run.path() != null) {
            throw ProblemException.conflict("this is a part of run " + run.parentRunId() + ", which can be done again");
        }
        var beginning = replays.beginning(run.id());
        var version = Version.of(run.workflowId(), chosen == null ? beginning.currentVersion() : chosen);
        rights.demandToHandOver(beginning.reading(), version, beginning.publication());
        var gone = run.eventId() == null
                ? startedFor.faults(beginning.trigger(), "", Caller.current().permissions())
                : List.<FieldError>of();
        if (!gone.isEmpty()) {
            throw ProblemException.conflict("the run was started for what is not there any more, its "
                    + gone.stream().map(FieldError::field).collect(Collectors.joining(", ")));
        }
        var made = replays.start(run, version, beginning, takesOver);
        audit.record(new AuditEntry("workflow-run." + verb, AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                run.id().toString(), Map.of(),
                Map.of("workflowId", run.workflowId().toString(), "version", version.number(), "by", made.toString())));
        return runs.get(made);
    }
}
