package dev.tenantry.crm.booking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who can be booked: in the current transaction, as the rows say then. */
@Component
class Hosts {

    /** What it takes to have something booked in the own calendar. */
    private static final String TO_HOST = "events:create";
    /** What it takes besides to keep a page, by which contacts come to be. */
    private static final List<String> TO_KEEP = List.of("booking-pages:create", TO_HOST, "contacts:create");
    /** Likewise one that is not the keeper's alone. */
    private static final List<String> TO_KEEP_OTHERS = Stream.concat(TO_KEEP.stream(), Stream.of(PageRights.MANAGE))
            .toList();
    private static final int MOST = 20;
    private static final String TEAM = """
            select t.user_id from team_members t join teams g on g.organization_id = app.org_id() and g.id = t.team_id
            where t.organization_id = app.org_id() and t.team_id = ? and t.is_active and g.is_active and g.deleted_at is null
            order by t.joined_at, t.id limit ?""";
    private static final String PERMITTED = """
            select h from unnest(cast(? as uuid[])) as h where cast(? as text[]) <@ app.member_rights(app.org_id(), h)""";
    private static final String PRESENT = "select member from app.reached_members(app.org_id(), cast(? as uuid[]))";
    private static final String BOOKED = """
            select h, count(*) from bookings b cross join lateral unnest(b.host_ids) as h
            where b.organization_id = app.org_id() and b.page_id = ? and b.status = 'confirmed' and b.starts_at > now() - interval '30 days'
            group by h""";

    private final JdbcClient jdbc;

    Hosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whom the page is about, as far as they may host now, in their order: nobody where whoever keeps the page may do so no more, or where all are
     * needed and one may not. Who has left is needed no more.
     */
    List<UUID> of(BookingPage page) {
        var owner = page.getOwnerId();
        if (owner == null
                || permitted(List.of(owner), page.isOwnOf(owner) ? TO_KEEP : TO_KEEP_OTHERS).isEmpty()) {
            return List.of();
        }
        var stated = stated(page);
        var hosting = hosting(stated);
        return page.isCollective() && hosting.size() < stated.size() && hosting.size() < present(stated).size()
                ? List.of()
                : hosting;
    }

    /** Those of them who are members still, in their order. */
    List<UUID> present(List<UUID> members) {
        var present = members.isEmpty()
                ? Set.<UUID>of()
                : Set.copyOf(jdbc.sql(PRESENT).param(members.toArray(UUID[]::new)).query(UUID.class).list());
        return members.stream().filter(present::contains).toList();
    }

    /** Those of them who may host now, in their order. */
    List<UUID> hosting(List<UUID> members) {
        var permitted = permitted(members, List.of(TO_HOST));
        return members.stream().filter(permitted::contains).toList();
    }

    /** Of how many bookings by the page each of them is a host, since a month ago. */
    Map<UUID, Long> booked(BookingPage page) {
        var counts = new HashMap<UUID, Long>();
        jdbc.sql(BOOKED).param(page.getId()).query(row -> {
            counts.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        return counts;
    }

    /** Those who are named before those who are so as members of the team. */
    private List<UUID> stated(BookingPage page) {
        var stated = new LinkedHashSet<>(team(page));
        var named = page.getHostIds() == null ? List.<UUID>of() : page.getHostIds();
        stated.removeAll(named);
        return Stream.concat(named.stream(), stated.stream()).limit(MOST).toList();
    }

    private List<UUID> team(BookingPage page) {
        if (page.getTeamId() == null) {
            return List.of();
        }
        return jdbc.sql(TEAM)
                .params(page.getTeamId(), MOST)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private Set<UUID> permitted(List<UUID> members, List<String> permissions) {
        return members.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(PERMITTED)
                        .params(members.toArray(UUID[]::new), permissions.toArray(String[]::new))
                        .query(UUID.class)
                        .list());
    }
}
