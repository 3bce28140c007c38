package dev.tenantry.metering.rule;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.work.ChannelHearer;
import dev.tenantry.shared.work.Turns;

/** The rules that are in force, in memory as a whole: read anew when any instance says that they have changed. */
@Component
public class RuleBook extends ChannelHearer {

    private static final String CHANNEL = "quota_rules";

    private final RuleRows rows;
    private final RouteTable routes;
    private final Clock clock;
    private final List<WaitingWork> waiting;
    private volatile @Nullable Rules rules;

    RuleBook(RuleRows rows, RouteTable routes, Clock clock, @Qualifier("workerPool") RolePool worker,
            List<WaitingWork> waiting) {
        super(worker, CHANNEL, "changes of quotas");
        this.rows = rows;
        this.routes = routes;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** What a request falls under, for each scope the most specific. */
    public List<Rule> of(Route route, UUID organization, String role) {
        return rules().of(route, organization, role, clock.instant());
    }

    public Optional<Rule> of(Work work, UUID organization) {
        return rules().of(work, organization, clock.instant());
    }

    /** All that hold in the organization, whomever they are for. */
    public List<Rule> of(UUID organization) {
        return rules().all(organization, clock.instant());
    }

    /** How many endpoints, and kinds of work, the pattern covers. */
    public long covered(EndpointPattern pattern) {
        return routes.covered(pattern);
    }

    /** Whether it covers anything that others than the platform's administrators can ask for. */
    public boolean isForMembers(EndpointPattern pattern) {
        return routes.isForMembers(pattern);
    }

    /** To be called in the transaction that changes rules. Every instance hears of it, this one included. */
    public void tell(RolePool pool) {
        pool.jdbc().sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> true).single();
    }

    /** Behind the transaction that has changed some here. When it returns every instance goes by them. */
    public void reload() {
        attemptReload();
        awaitOthers();
    }

    /** Until they can be read those that are known hold on. */
    @Override
    public void miss() {
        synchronized (this) {
            rules = new Rules(rows.all());
        }
        waiting.forEach(work -> {
            try {
                work.askAgain();
            } catch (RuntimeException failure) {
                Turns.report("waking what waits for quotas", failure);
            }
        });
    }

    private Rules rules() {
        var known = rules;
        if (known == null) {
            synchronized (this) {
                known = rules;
                if (known == null) {
                    known = new Rules(rows.all());
                    rules = known;
                }
            }
        }
        return known;
    }
}
