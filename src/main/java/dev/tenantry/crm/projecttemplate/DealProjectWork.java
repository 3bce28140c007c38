package dev.tenantry.crm.projecttemplate;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Turns;

/**
 * Makes the project that a won deal begets, behind the locks of the deal and of its row, in one transaction with the row that says so. With the
 * rights of whoever has the stage beget it, as they are then.
 */
@Component
class DealProjectWork {

    private static final int MOST_ATTEMPTS = 5;
    private static final String DEAL = """
            select name, deleted_at is not null as trashed from opportunities
            where organization_id = app.org_id() and id = ? for no key update""";
    private static final String HOLD = """
            select attempts from deal_projects
            where organization_id = app.org_id() and opportunity_id = ? and due_at is not null for update""";
    private static final String RULE = "select s.project_template_id, s.project_template_by " + DealProjects.WON
            + " and o.id = ? order by h.entered_at desc, h.id desc limit 1";
    private static final String BEGOT = "select exists (select 1 from projects where organization_id = app.org_id() and opportunity_id = ? and deleted_at is null)";
    private static final String FORGET = "delete from deal_projects where organization_id = app.org_id() and opportunity_id = ?";
    private static final String SETTLE = "update deal_projects set due_at = null, made_at = now() where organization_id = app.org_id() and opportunity_id = ?";
    private static final String POSTPONE = """
            update deal_projects set attempts = ?, due_at = now() + make_interval(mins => ?)
            where organization_id = app.org_id() and opportunity_id = ?""";
    private static final String GIVE_UP = "update deal_projects set due_at = null where organization_id = app.org_id() and opportunity_id = ?";
    private static final int TRASH_MINUTES = 60;

    private final JdbcClient jdbc;
    private final RuledMaking making;
    private final Timeline timeline;
    private final TransactionTemplate writing;

    DealProjectWork(JdbcClient jdbc, RuledMaking making, Timeline timeline, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.making = making;
        this.timeline = timeline;
        this.writing = new TransactionTemplate(transactions);
    }

    private record Deal(String name, boolean isTrashed) {}

    private record Rule(Long template, UUID by) {}

    /** In the current organization. Whatever comes of it is in the row. */
    void attempt(Long deal) {
        try {
            writing.executeWithoutResult(_ -> beget(deal));
        } catch (ProblemException refusal) {
            writing.executeWithoutResult(_ -> fail(deal, reason(refusal), true));
        } catch (RuntimeException failure) {
            Turns.report("the project of deal " + deal, failure);
            writing.executeWithoutResult(_ -> fail(deal, "it could not be done", false));
        }
    }

    private void beget(Long id) {
        var deal = deal(id);
        var attempts = hold(id);
        if (deal.isEmpty() || attempts.isEmpty()) {
            return;
        }
        if (deal.get().isTrashed) {
            jdbc.sql(POSTPONE).params(attempts.get(), TRASH_MINUTES, id).update();
            return;
        }
        var rule = rule(id);
        if (rule.isEmpty()) {
            jdbc.sql(FORGET).param(id).update();
            return;
        }
        if (!jdbc.sql(BEGOT).param(id).query(Boolean.class).single()) {
            making.make(rule.get().template, rule.get().by, id);
        }
        jdbc.sql(SETTLE).param(id).update();
    }

    private Optional<Deal> deal(Long id) {
        return jdbc.sql(DEAL)
                .param(id)
                .query((row, _) -> new Deal(row.getString("name"), row.getBoolean("trashed")))
                .optional();
    }

    private Optional<Integer> hold(Long id) {
        return jdbc.sql(HOLD).param(id).query(Integer.class).optional();
    }

    /** Empty where it is won no more, or nothing is to be begot any more. */
    private Optional<Rule> rule(Long id) {
        return jdbc.sql(RULE)
                .param(id)
                .query((row, _) -> new Rule(row.getLong(1), row.getObject(2, UUID.class)))
                .optional();
    }

    private void fail(Long id, String why, boolean isFinal) {
        var deal = deal(id);
        var attempts = hold(id).map(tried -> tried + 1);
        if (deal.isEmpty() || attempts.isEmpty()) {
            return;
        }
        if (!isFinal && attempts.get() < MOST_ATTEMPTS) {
            jdbc.sql(POSTPONE).params(attempts.get(), 1 << attempts.get(), id).update();
            return;
        }
        jdbc.sql(GIVE_UP).param(id).update();
        timeline.note("opportunity.project-not-made", id, deal.get().name + " begot no project: " + why,
                Subjects.of("opportunity", id));
    }

    private static String reason(ProblemException refusal) {
        return refusal.errors().stream().findFirst().map(FieldError::sentence).orElse(refusal.detail());
    }
}
