package dev.tenantry.crm.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.project.ProjectProgressResponse.Count;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Localizations;

/** Counts what is done of projects, and what is not. */
@Service
@Transactional(readOnly = true)
class ProjectProgress {

    private static final int ALL = 100;
    private static final String TASKS = """
            select count(*) filter (where t.completed_at is null) as open, count(t.completed_at) as done,
                   count(*) filter (where t.completed_at is null and t.due_at < :now) as overdue,
                   min(t.due_at) filter (where t.completed_at is null and t.due_at >= :now) as next
            from tasks t where t.organization_id = app.org_id() and t.project_id = :project and t.deleted_at is null""";
    private static final String MILESTONES = """
            select count(*) filter (where m.reached_on is null) as open, count(m.reached_on) as done,
                   count(*) filter (where m.reached_on is null and m.due_on < :today) as overdue
            from milestones m where m.organization_id = app.org_id() and m.project_id = :project and m.deleted_at is null""";

    private final ProjectService projects;
    private final Localizations localizations;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProjectProgress(ProjectService projects, Localizations localizations, JdbcClient jdbc, Clock clock) {
        this.projects = projects;
        this.localizations = localizations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws ProblemException 404 */
    ProjectProgressResponse of(Long id) {
        var project = projects.get(id).id();
        var now = clock.instant();
        var milestones = jdbc.sql(MILESTONES)
                .param("today", LocalDate.ofInstant(now, localizations.current().zone()))
                .param("project", project)
                .query((row, _) -> count(row))
                .single();
        return jdbc.sql(TASKS)
                .param("now", Rows.timestamp(now))
                .param("project", project)
                .query((row, _) -> {
                    var tasks = count(row);
                    return new ProjectProgressResponse(percent(tasks), tasks, milestones,
                            Rows.instantOrNull(row, "next"));
                })
                .single();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getLong("open"), row.getLong("done"), row.getLong("overdue"));
    }

    private static @Nullable Integer percent(Count tasks) {
        var all = tasks.open() + tasks.done();
        return all == 0 ? null : Math.toIntExact(ALL * tasks.done() / all);
    }
}
