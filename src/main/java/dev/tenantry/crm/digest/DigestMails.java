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
import dev.tenantry.tenancy.Localizations;

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
    private final Notifications notifications;
    private final Consents consents;
    private final Localizations localizations;

    DigestMails(JdbcClient jdbc, Authority authority, DigestText texts, Notifications notifications,
            Consents consents, Localizations localizations) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.texts = texts;
        this.notifications = notifications;
        this.consents = consents;
        this.localizations = localizations;
    }

    private record Reached(String address, String organization) {}

    /** Nobody whose account is suspended, and nobody who is not written to. */
    void tell(DigestTimes times, Instant now, boolean whenEmpty) {
        var member = TenantContext.currentUser();
        var rights = authority.of(member);
        var reached = reached();
        if (rights.isEmpty() || reached.isEmpty() || isRefused(reached.get().address)) {
            return;
        }
        var day = new Day(member, times.day(now), times.zone(), now, MOST, rights);
        var words = DigestText.words(localizations.ofOrganization().locale());
        var said = texts.of(day, words);
        if (whenEmpty || !said.isEmpty()) {
            notifications.queue(Message.email(reached.get().address, TEMPLATE,
                    Map.of("date", day.date().toString(), "organization", reached.get().organization, "items",
                            said.isEmpty() ? words.of("nothing") : said, Message.LANGUAGE, words.locale().toLanguageTag())));
        }
    }

    private Optional<Reached> reached() {
        return jdbc.sql(MEMBER).query((row, _) -> new Reached(row.getString(1), row.getString(2))).optional();
    }

    private boolean isRefused(String address) {
        return !consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty();
    }
}
