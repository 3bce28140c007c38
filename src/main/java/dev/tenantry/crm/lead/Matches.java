package dev.tenantry.crm.lead;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.tenancy.HomeRegion;

/**
 * Finds out who somebody is: the contacts that have one of the addresses or numbers, be it not their first, the companies whose domain one
 * of the addresses is of, and other leads of the same person. Those in the trash are nobody.
 */
@Component
public class Matches {

    private static final int MOST = 50;
    private static final String FIND = """
            with found (type, id, reason) as materialized (
                select 'contact', f, 0 from app.contacts_by_email(app.org_id(), cast(:emails as text[])) f
                union all select 'contact', f, 1 from app.contacts_by_phone(app.org_id(), cast(:phones as text[])) f
                union all select 'lead', l.id, 0 from leads l
                    where l.organization_id = app.org_id() and l.email_key = any (cast(:emails as text[]))
                union all select 'lead', f, 1 from app.leads_by_phone(app.org_id(), cast(:phones as text[])) f
                union all (select 'contact', c.id, 4 from contacts c
                    where c.organization_id = app.org_id() and c.name_key = app.fold(cast(:name as text)) order by c.id limit :most)
                union all (select 'company', c.id, 2 from companies c
                    where c.organization_id = app.org_id() and c.domain_key = any (app.fold(cast(:domains as text[]))) order by c.id limit :most)
                union all (select 'company', c.id, 4 from companies c
                    where c.organization_id = app.org_id() and c.name_key = app.fold(cast(:company as text)) order by c.id limit :most)),
            known as (select f.type, f.id, f.reason from found f where f.type = any (cast(:types as text[]))),
            alike as (
                select k.type, k.id, k.reason from known k
                union all select 'company', c.company_id, 3 from known k join contacts c on c.organization_id = app.org_id() and c.id = k.id
                    where k.type = 'contact' and k.reason < 2 and c.company_id is not null and c.deleted_at is null),
            named as (
                select a.type, a.id, a.reason, coalesce(c.name, o.name, l.name) as name, coalesce(c.email, l.email) as email
                from alike a
                left join contacts c on a.type = 'contact' and c.organization_id = app.org_id() and c.id = a.id and c.deleted_at is null
                left join companies o on a.type = 'company' and o.organization_id = app.org_id() and o.id = a.id and o.deleted_at is null
                left join leads l on a.type = 'lead' and l.organization_id = app.org_id() and l.id = a.id and l.deleted_at is null)
            select n.type, n.id, n.name, n.email, array_agg(distinct n.reason order by n.reason) as reasons
            from named n where n.name is not null and n.type = any (cast(:types as text[]))
            group by n.type, n.id, n.name, n.email order by min(n.reason), n.type, n.id limit :most""";

    private final JdbcClient jdbc;
    private final HomeRegion home;

    Matches(JdbcClient jdbc, HomeRegion home) {
        this.jdbc = jdbc;
        this.home = home;
    }

    /**
     * At most 50, the likeliest first. No reason comes of records of other kinds than these.
     *
     * @param types of contact, company and lead those that whoever asks may read
     */
    @Transactional(readOnly = true)
    public List<Match> of(Identity identity, Collection<String> types) {
        var region = identity.phones().isEmpty() ? null : home.current();
        return jdbc.sql(FIND)
                .param("emails", identity.emailKeys().toArray(String[]::new))
                .param("phones", identity.phoneKeys(region).toArray(String[]::new))
                .param("name", identity.name())
                .param("company", identity.company())
                .param("domains", identity.domains().toArray(String[]::new))
                .param("types", types.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> read(row))
                .list();
    }

    private static Match read(ResultSet row) throws SQLException {
        return new Match(row.getString("type"), row.getLong("id"), row.getString("name"), row.getString("email"),
                Arrays.stream((Integer[]) row.getArray("reasons").getArray())
                        .map(reason -> MatchReason.values()[reason])
                        .toList());
    }
}
