package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;

/**
 * What it takes to read what runs hold that their versions do not read themselves. Whatever brings a run something that another run holds, or
 * another version has read, says so here: what its version reads is not all then that it takes to see it.
 */
@Component
public class Carried {

    private static final String ADD = """
            update workflow_execution_logs
            set carried_permissions = array(select distinct p from unnest(carried_permissions || ?::text[]) as p order by p)
            where organization_id = app.org_id() and id = any (?) and (carried_permissions @> ?::text[]) is not true""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    /** Which asks the types of steps, some of which carry. */
    private final ObjectProvider<Rights> rights;

    Carried(JdbcClient jdbc, CompiledVersions versions, ObjectProvider<Rights> rights) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.rights = rights;
    }

    /** The permissions to read all that a run holds. */
    public SortedSet<String> reading(RunContent content) {
        var reading = new TreeSet<>(content.carried());
        try {
            reading.addAll(rights.getObject().reading(versions.of(content.version())));
        } catch (UnreadableRun | IllegalArgumentException _) {
            reading.add(Rights.EVERYTHING);
        }
        return reading;
    }

    /** Of those the ones that a run of a version carries, as the version does not take them itself. */
    public SortedSet<String> beyond(Version version, Collection<String> permissions) {
        return beyond(versions.of(version), permissions);
    }

    public SortedSet<String> beyond(WorkflowDocument document, Collection<String> permissions) {
        var beyond = new TreeSet<>(permissions);
        beyond.removeAll(rights.getObject().reading(document));
        return beyond;
    }

    /** The run, which the transaction works on, holds from now on what those do. */
    public void take(long run, Collection<RunContent> from) {
        var told = new TreeSet<String>();
        from.forEach(content -> told.addAll(reading(content)));
        add(List.of(run), told);
    }

    /** The runs carry these besides. */
    public void add(List<Long> runs, Set<String> permissions) {
        if (!permissions.isEmpty()) {
            var added = permissions.toArray(String[]::new);
            jdbc.sql(ADD).param(added).param(runs.toArray(Long[]::new)).param(added).update();
        }
    }
}
