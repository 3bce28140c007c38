package dev.tenantry.crm.booking;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.tenancy.MemberMentions;

/**
 * Pages of whom a member has left go on with the other hosts, which whoever keeps them is told; those that were about nobody else are about
 * whoever has them now.
 */
@Component
class LeftHosts implements MemberMentions {

    private static final String TEMPLATE = "booking-host-left";
    private static final int MOST_IN_A_MAIL = 20;
    private static final String ADDRESS = """
            select address from app.reached_members(app.org_id(), array[?]) where address is not null""";

    private final EntityManager entities;
    private final Hosts hosts;
    private final Notifications notifications;
    private final JdbcClient jdbc;

    LeftHosts(EntityManager entities, Hosts hosts, Notifications notifications, JdbcClient jdbc) {
        this.entities = entities;
        this.hosts = hosts;
        this.notifications = notifications;
        this.jdbc = jdbc;
    }

    @Override
    public List<Mention> left(UUID member, String called, int most) {
        var pages = TenantQuery
                .of(entities, BookingPage.class, "e", BookingPage.class,
                        List.of("is_any(:member, e.hostIds)", "e.ownerId is not null"), "order by e.id")
                .set("member", member)
                .locked()
                .list()
                .stream()
                .collect(Collectors.partitioningBy(page -> page.getTeamId() == null
                        && hosts.present(Objects.requireNonNull(page.getHostIds())).isEmpty()));
        Objects.requireNonNull(pages.get(true)).forEach(BookingPage::inherit);
        entities.flush();
        Objects.requireNonNull(pages.get(false))
                .stream()
                .filter(page -> !page.isTrashed())
                .collect(Collectors.groupingBy(page -> Objects.requireNonNull(page.getOwnerId())))
                .forEach((owner, some) -> tell(owner, called, some));
        return List.of();
    }

    private void tell(UUID owner, String called, List<BookingPage> pages) {
        var names = pages.stream().map(BookingPage::getName).limit(MOST_IN_A_MAIL).collect(Collectors.joining("\n"));
        var values = Map.of("member", called, "pages", pages.size() > MOST_IN_A_MAIL ? names + "\n…" : names);
        jdbc.sql(ADDRESS)
                .param(owner)
                .query(String.class)
                .optional()
                .ifPresent(address -> notifications.queue(Message.email(address, TEMPLATE, values)));
    }
}
