package dev.tenantry.automation.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Publication;
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
    public static final String RECORD = "record";
    /**
     * In SQL: whether the caller may see a run's error. Takes the columns of its workflow, its version and what it carries; the parameters
     * are the {@link #readableVersions} and the caller's permissions.
     */
    public static final String SEES = "(concat(%s, '/', %s) = any (cast(? as text[])) and coalesce(%s, cast(array[] as text[])) <@ cast(? as text[]))";
    /** Ends what {@link #readableVersions} asks. */
    public static final String FURTHER = " and (workflow_id, version_number) > (?, ?) order by workflow_id, version_number limit ?";
    private static final int VERSIONS_AT_A_TIME = 1_000;
    private static final String FORM = "[a-z][a-z-]{0,49}/[1-9][0-9]{0,17}";
    private static final int AT_A_TIME = 20;
    /** Locked, so that the version that is asked about is the one that starts. */
    private static final String CURRENT = """
            select current_version from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";

    private static final String CONTENTS = """
            select id, workflow_id, version_number, carried_permissions from workflow_execution_logs
            where organization_id = app.org_id() and id = any (?)""";
    private static final String CONTENT = """
            select workflow_id, version_number, carried_permissions from workflow_execution_logs where organization_id = app.org_id() and id = ?""";

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
    public void demandToAsk(@Nullable Filter filter) {
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
    public void demandToStart(UUID workflowId) {
        jdbc.sql(CURRENT)
                .param(workflowId)
                .query(Integer.class)
                .optional()
                .ifPresent(version -> rights.demand(versions.of(Version.of(workflowId, version))));
    }

    /** Goes on with a run, so that it tells more of what it holds. @throws ProblemException 403; 409 where there is nothing to be tried any more */
    public void demandToRetry(long run) {
        demandToRetry(content(run).orElseThrow(ProblemException::notFound));
    }

    public void demandToRetry(RunContent run) {
        demandToStart(run.version());
        rights.demandToRead(run.carried());
    }

    /** Hands what runs hold to another version of their workflow. @throws ProblemException 403; 409 where the version, or whoever published it, may not have it */
    public void demandToHandOver(Collection<String> reading, Version to, Publication publication) {
        demandToStart(to);
        rights.demandToRead(reading);
        rights.demandOfPublisher(publication, reading);
    }

    private void demandToStart(Version version) {
        try {
            rights.demand(versions.of(version));
        } catch (UnreadableRun | IllegalArgumentException _) {
            throw ProblemException.conflict("the version of the workflow that it began with cannot be read any more");
        }
    }

    /** What a run holds; empty where there is none. */
    private Optional<RunContent> content(long run) {
        return jdbc.sql(CONTENT).param(run).query((row, _) -> RunContent.read(row)).optional();
    }

    /** What is lacked of each. @param runs by their ids */
    public Map<Long, Set<String>> lackedToSee(Map<Long, RunContent> runs) {
        var lacked = lackedToReadAll(runs.values());
        return runs.entrySet()
                .stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, run -> Objects.requireNonNull(lacked.get(run.getValue()))));
    }

    /** Likewise; what is gone meanwhile nobody can judge. */
    public Map<Long, Set<String>> lackedToSeeById(Collection<Long> runs) {
        var contents = new HashMap<Long, RunContent>();
        jdbc.sql(CONTENTS)
                .param(runs.toArray(Long[]::new))
                .query(row -> {
                    contents.put(row.getLong("id"), RunContent.read(row));
                });
        var lacked = lackedToSee(contents);
        return runs.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(),
                        run -> lacked.getOrDefault(run, Set.of(Rights.EVERYTHING))));
    }

    /** What a run has asked, too, is what it has read. @throws ProblemException 404 */
    public Set<String> lackedToSee(long run) {
        var content = content(run).orElseThrow(ProblemException::notFound);
        return Objects.requireNonNull(lackedToReadAll(Set.of(content)).get(content));
    }

    /** Those that the caller may see with all that they hold. */
    public Set<RunContent> readable(Collection<RunContent> runs) {
        return lackedToReadAll(runs).entrySet()
                .stream()
                .filter(run -> run.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * The versions whose runs' errors the caller may see, where the runs hold nothing from elsewhere, as {@link #SEES} takes them.
     *
     * @param all a statement of the distinct {@code workflow_id, version_number}, which ends with {@link #FURTHER}, with its parameters before that
     */
    public String[] readableVersions(Supplier<JdbcClient.StatementSpec> all) {
        var readable = new ArrayList<String>();
        var last = Version.of(new UUID(0, 0), 0);
        List<Version> some;
        do {
            some = all.get()
                    .params(last.workflowId(), last.number(), VERSIONS_AT_A_TIME)
                    .query((row, _) -> Version.of(row.getObject("workflow_id", UUID.class),
                            row.getInt("version_number")))
                    .list();
            readable(some.stream().map(version -> new RunContent(version, Set.of())).toList())
                    .forEach(run -> readable.add(run.version().workflowId() + "/" + run.version().number()));
            last = some.isEmpty() ? last : some.getLast();
        } while (some.size() == VERSIONS_AT_A_TIME);
        return readable.toArray(String[]::new);
    }

    /** The one place that says what somebody lacks to see what runs hold. */
    private Map<RunContent, Set<String>> lackedToReadAll(Collection<RunContent> runs) {
        var byVersion = lacked(runs.stream().map(RunContent::version).collect(Collectors.toSet()));
        return runs.stream().distinct().collect(Collectors.toMap(Function.identity(), run -> {
            var lacked = new TreeSet<>(run.carried());
            lacked.removeAll(Caller.current().permissions());
            lacked.addAll(Objects.requireNonNull(byVersion.get(run.version())));
            return lacked;
        }));
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
            return Caller.current().may(Rights.EVERYTHING) ? Set.of() : Set.of(Rights.EVERYTHING);
        }
    }
}
