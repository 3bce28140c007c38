package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;

/**
 * What it takes to have runs. Whoever starts one chooses what its workflow does its work on, and whoever looks at one sees
 * what it has read: either needs what the workflow itself needs.
 */
@Component
public class RunRights {

    /** What a list of runs is filtered by: {@code contact/17}. */
    static final String RECORD = "record";
    private static final String FORM = "[a-z][a-z-]{0,49}/[1-9][0-9]{0,17}";
    private static final int AT_A_TIME = 20;
    private static final String EVERYTHING = "organization:update";
    /** Locked, so that the version that is asked about is the one that starts. */
    private static final String CURRENT = """
            select current_version from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final Rights rights;
    private final RecordPermissions permissions;

    RunRights(JdbcClient jdbc, CompiledVersions versions, Rights rights, RecordPermissions permissions) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.rights = rights;
        this.permissions = permissions;
    }

    /**
     * Which runs are about a record only somebody who may read it asks.
     *
     * @throws ProblemException 400 where it is named as none is; 403
     */
    void demandToAsk(@Nullable Filter filter) {
        switch (filter) {
            case null -> {
            }
            case Filter.And and -> and.filters().forEach(this::demandToAsk);
            case Filter.Or or -> or.filters().forEach(this::demandToAsk);
            case Filter.Condition condition -> {
                if (condition.field().equals(RECORD)) {
                    condition.values().forEach(this::demandReadable);
                }
            }
        }
    }

    private void demandReadable(@Nullable String record) {
        var type = record == null || !record.matches(FORM) ? "" : record.substring(0, record.indexOf('/'));
        if (!permissions.has(type)) {
            throw ProblemException.malformed(RECORD, "this is compared with records such as contact/17");
        }
        var permission = permissions.of(type, "read");
        if (!Caller.current().may(permission)) {
            throw ProblemException.forbidden(permission);
        }
    }

    /** @throws ProblemException 403; nothing where there is no such workflow */
    void demandToStart(UUID workflowId) {
        jdbc.sql(CURRENT)
                .param(workflowId)
                .query(Integer.class)
                .optional()
                .ifPresent(version -> rights.demand(versions.of(Version.of(workflowId, version))));
    }

    /** @throws ProblemException 403; 409 where there is nothing to be tried any more */
    void demandToRetry(UUID workflowId, int version) {
        try {
            rights.demand(versions.of(Version.of(workflowId, version)));
        } catch (UnreadableRun | IllegalArgumentException _) {
            throw ProblemException.conflict("the version of the workflow that it began with cannot be read any more");
        }
    }

    /** The runs as the caller may see them. */
    Map<Long, Set<String>> lackedToSee(Collection<Run> runs) {
        var byVersion = lacked(runs.stream().map(RunRights::version).collect(Collectors.toSet()));
        return runs.stream()
                .collect(Collectors.toMap(Run::getId, run -> Objects.requireNonNull(byVersion.get(version(run)))));
    }

    /** What a run has asked, too, is what it has read. */
    public Set<String> lackedToSee(UUID workflowId, int version) {
        return lacked(Version.of(workflowId, version));
    }

    /** Of versions of a workflow those whose runs the caller may see with all that they have read. */
    public Set<Integer> readable(UUID workflowId, Collection<Integer> numbers) {
        return readable(numbers.stream().map(number -> Version.of(workflowId, number)).collect(Collectors.toSet()))
                .stream()
                .map(Version::number)
                .collect(Collectors.toSet());
    }

    /** Likewise, of any workflows. */
    Set<Version> readable(Set<Version> asked) {
        return lacked(asked).entrySet()
                .stream()
                .filter(version -> version.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** One exchange for some that are not known, as a document can be long; and one for each of these where one cannot be read. */
    private Map<Version, Set<String>> lacked(Set<Version> asked) {
        var lacked = new HashMap<Version, Set<String>>();
        asked.stream().gather(Gatherers.windowFixed(AT_A_TIME)).forEach(some -> {
            try {
                versions.of(some);
            } catch (UnreadableRun _) {
                // It is told of that one alone, below.
            }
            some.forEach(version -> lacked.put(version, lacked(version)));
        });
        return lacked;
    }

    /** What runs of a version read that cannot be read is told to those alone who may change the organization. */
    private Set<String> lacked(Version version) {
        try {
            return rights.lackedToSee(versions.of(version));
        } catch (UnreadableRun | ProblemException | IllegalArgumentException _) {
            return Caller.current().may(EVERYTHING) ? Set.of() : Set.of(EVERYTHING);
        }
    }

    private static Version version(Run run) {
        return Version.of(run.getWorkflowId(), run.getWorkflowVersion());
    }
}
