package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** The addresses by which other programs read members' calendars, one a member: each sees what the member may see when it is asked. */
@Service
@Transactional(readOnly = true)
@EnableConfigurationProperties(CalendarSettings.class)
class CalendarFeeds {

    private static final String KEEP = """
            insert into calendar_feeds (organization_id, user_id, secret_hash, created_at) values (app.org_id(), auth.uid(), ?, ?)
            on conflict on constraint calendar_feeds_pkey do update
            set secret_hash = excluded.secret_hash, created_at = excluded.created_at, last_read_at = null""";
    private static final String READ = """
            select created_at, last_read_at from calendar_feeds where organization_id = app.org_id() and user_id = auth.uid()""";
    private static final String ASKED = """
            update calendar_feeds set last_read_at = ? where organization_id = app.org_id() and user_id = auth.uid() and secret_hash = ?""";
    private static final String REVOKE = "delete from calendar_feeds where organization_id = app.org_id() and user_id = auth.uid()";
    private static final String READ_EVENTS = "events:read";

    private final JdbcClient jdbc;
    private final IcsService files;
    private final Authority authority;
    private final AuditTrail audit;
    private final CalendarSettings settings;
    private final Clock clock;

    CalendarFeeds(JdbcClient jdbc, IcsService files, Authority authority, AuditTrail audit, CalendarSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.authority = authority;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    CalendarFeedResponse get() {
        return jdbc.sql(READ).query(CalendarFeeds::read).optional().orElse(new CalendarFeedResponse(null, null));
    }

    @Transactional
    CalendarFeedAddress make() {
        var user = TenantContext.currentUser();
        var token = FeedToken.next(TenantContext.current().organizationId(), user);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(KEEP).params(token.hash(), now.atOffset(ZoneOffset.UTC)).update();
        note("made");
        return new CalendarFeedAddress(settings.url() + "?token=" + token.text(), now);
    }

    @Transactional
    void revoke() {
        if (jdbc.sql(REVOKE).update() == 1) {
            note("revoked");
        }
    }

    /** In the context that the token names: the calendar; empty where the address leads nowhere, or its member may not read events now. */
    @Transactional
    Optional<String> read(FeedToken token) {
        var isKnown = jdbc.sql(ASKED).params(clock.instant().atOffset(ZoneOffset.UTC), token.hash()).update() == 1;
        return isKnown && authority.of(token.userId()).contains(READ_EVENTS)
                ? Optional.of(files.of(token.userId()))
                : Optional.empty();
    }

    private void note(String what) {
        audit.record(new AuditEntry("calendar-feed." + what, AuditEntry.Category.SECURITY, "calendar-feed",
                TenantContext.currentUser().toString(), Map.of(), Map.of()));
    }

    private static CalendarFeedResponse read(ResultSet row, int number) throws SQLException {
        return new CalendarFeedResponse(Rows.instant(row, "created_at"), Rows.instantOrNull(row, "last_read_at"));
    }
}
