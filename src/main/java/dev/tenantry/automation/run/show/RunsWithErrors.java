package dev.tenantry.automation.run.show;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunRights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** Lists of runs by what their errors say. An error that the caller may not see is not compared with anything. */
@Component
class RunsWithErrors {

    private static final int LONGEST = 200;
    private static final String VERSIONS = """
            select distinct workflow_id, version_number from workflow_execution_logs
            where organization_id = app.org_id() and (?::uuid is null or workflow_id = ?) and position(lower(?) in lower(error_details)) > 0
            """ + RunRights.FURTHER;
    private static final String CONDITION = "locate(lower(:error), lower(e.errorDetails)) > 0 and cast(sql('"
            + RunRights.SEES.formatted("?", "?", "?").replace("'", "''")
            + "', e.workflowId, e.workflowVersion, :readable, e.carriedPermissions, :held) as Boolean) = true";

    private final JdbcClient jdbc;
    private final RunRights rights;
    private final ListQuery lists;

    RunsWithErrors(JdbcClient jdbc, RunRights rights, ListQuery lists) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.lists = lists;
    }

    /**
     * The runs whose error has the text in it, whatever its case.
     *
     * @param listing  of all of them, or of those of the workflow
     * @param workflow that is asked about alone; null: all
     * @param given    the parameters of the listing's condition
     * @throws ProblemException 400 where the text is blank or too long
     */
    Page<Run> list(ListDefinition<Run> listing, ListRequest request, String text, @Nullable UUID workflow,
            Map<String, Object> given) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw ProblemException.malformed("errorContains", "this has 1 to " + LONGEST + " characters");
        }
        var all = new HashMap<>(given);
        all.put("error", text);
        var condition = listing.condition() == null ? CONDITION : listing.condition() + " and " + CONDITION;
        return lists.list(listing.under(condition), request, all, Map.of("readable", readable(text, workflow), "held",
                Caller.current().permissions().toArray(String[]::new)));
    }

    /** Of the versions that have such runs those that the caller may see, {@code workflow/3}. */
    private String[] readable(String text, @Nullable UUID workflow) {
        return rights.readableVersions(() -> jdbc.sql(VERSIONS)
                .param(workflow)
                .param(workflow)
                .param(text));
    }
}
