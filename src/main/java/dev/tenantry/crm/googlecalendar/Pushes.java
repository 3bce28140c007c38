package dev.tenantry.crm.googlecalendar;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signals;

/**
 * The one guard of a door that is open to anybody. What is told there only has the calendar looked at: what has changed is asked of Google
 * itself.
 */
@Component
class Pushes {

    private static final String KNOWN = """
            select true from google_calendars where organization_id = app.org_id() and user_id = auth.uid() and id = ?
              and channel_hash = ? and channel = ? and channel_expires_at > now() and copies is null""";
    private static final String WAKE = "select app.wake_google_calendars(app.org_id(), cast(? as uuid[]))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Limits limits;
    private final Signals signals;

    Pushes(JdbcClient jdbc, TransactionTemplate transactions, Limits limits, Signals signals) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.limits = limits;
        this.signals = signals;
    }

    /** @throws ProblemException 404 where there is no such channel; 429 */
    void take(String text, String channel) {
        var token = ChannelToken.read(text);
        new TenantContext(token.organizationId(), token.userId())
                .run(() -> transactions.executeWithoutResult(_ -> take(token, channel)));
    }

    private void take(ChannelToken token, String channel) {
        var isKnown = jdbc.sql(KNOWN).params(token.calendarId(), token.hash(), channel).query(Boolean.class).list();
        if (isKnown.isEmpty()) {
            throw ProblemException.notFound();
        }
        limits.charge(Limit.WEBHOOKS_PER_RECEIVER, CalendarQueue.NAME + " " + token.calendarId());
        jdbc.sql(WAKE)
                .param(List.of(token.userId()).toString().replace('[', '{').replace(']', '}'))
                .query(
                        (_, _) -> true)
                .list();
        signals.afterCommit(CalendarQueue.NAME);
    }
}
