package dev.tenantry.crm.quote;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.tenancy.Authority;

/** Tells the deal's owner and who has sent the quote by mail what a customer has decided, if they may see it now. In the current transaction. */
@Component
class QuoteNotices {

    private static final String OWNER = """
            select o.owner_id from opportunities o where o.organization_id = app.org_id() and o.id = ? and o.owner_id is not null""";
    private static final String ADDRESSES = "select member, address from app.reached_members(app.org_id(), cast(? as uuid[])) where address is not null";
    private static final String READ = "quotes:read";

    private final JdbcClient jdbc;
    private final Authority authority;
    private final Notifications notifications;
    private final QuoteDestinations destinations;

    QuoteNotices(JdbcClient jdbc, Authority authority, Notifications notifications, QuoteDestinations destinations) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.notifications = notifications;
        this.destinations = destinations;
    }

    private record Member(UUID id, String address) {}

    void decided(Quote quote) {
        var told = quote.toResponse();
        var owner = jdbc.sql(OWNER).param(told.opportunityId()).query(UUID.class).optional();
        var members = Stream.concat(owner.stream(), Stream.ofNullable(quote.getSentBy())).distinct();
        var stays = told.status() == QuoteStatus.ACCEPTED ? destinations.warning(quote) : null;
        var values = Map.of("number", quote.called(), "title", told.title(), "name", text(told.decidedBy()), "comment",
                text(told.comment()), "total", told.format().money(told.gross()), "stays", text(stays));
        jdbc.sql(ADDRESSES)
                .param(members.toArray(UUID[]::new))
                .query((row, _) -> new Member(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .filter(member -> authority.of(member.id).contains(READ))
                .forEach(member -> notifications
                        .queue(Message.email(member.address, "quote-" + told.status(), values)));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
