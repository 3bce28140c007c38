package dev.tenantry.crm.digest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.day.DaySource.Day;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Mails the current member the day, with the rights that the member has then. */
@Component
class DigestMails {

    private static final String TEMPLATE = "daily-digest";
    /** Of a kind. */
    private static final int MOST = 50;
    private static final String MEMBER = """
            select m.address, o.name from app.reached_members(app.org_id(), array[auth.uid()]) m
            join organizations o on o.id = app.org_id() where m.address is not null""";

    private final JdbcClient jdbc;
    private final Authority authority;
    private final DigestText texts;
    private final DigestWords words;
    private final Notifications notifications;
    private final Consents consents;

    DigestMails(JdbcClient jdbc, Authority authority, DigestText texts, DigestWords words,
            Notifications notifications, Consents consents) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.texts = texts;
        this.words = words;
        this.notifications = notifications;
        this.consents = consents;
    }

    private record Reached(String address, String organization) {}

    /** Nobody whose account is suspended, and nobody who is not written to. @param ending where a link leads that ends it */
    void tell(DigestTimes times, Instant now, boolean whenEmpty, String ending) {
        var member = TenantContext.currentUser();
        var rights = authority.of(member);
        var reached = reached();
        if (rights.isEmpty() || reached.isEmpty() || isRefused(reached.get().address)) {
            return;
        }
        var day = new Day(member, times.day(now), times.zone(), now, MOST, rights);
        var own = words.own();
        var days = words.days();
        var said = texts.of(day, own, days);
        if (whenEmpty || !said.isEmpty()) {
            notifications.queue(Message.email(reached.get().address, TEMPLATE,
                    Map.of("date", days.format(day.date()), "organization", reached.get().organization, "items",
                            said.isEmpty() ? own.of("nothing") : said, "link", ending, Message.LANGUAGE,
                            own.locale().toLanguageTag())));
        }
    }

    private Optional<Reached> reached() {
        return jdbc.sql(MEMBER).query((row, _) -> new Reached(row.getString(1), row.getString(2))).optional();
    }

    private boolean isRefused(String address) {
        return !consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty();
    }
}
