package dev.tenantry.crm.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;

/** Finds contacts that may be the same person: with an address, a number, or the name in common, unless they have different employers. */
@Component
class ContactDuplicates {

    private static final int MOST = 50;
    private static final String FIND = """
            with own as materialized (
                select c.name_key, c.company_key, c.company_id, c.phone_keys,
                    array_remove(array[c.email_key], null) || array(select o ->> 'key' from jsonb_array_elements(c.other_emails) o) as email_keys
                from contacts c where c.organization_id = app.org_id() and c.id = :id and c.deleted_at is null),
            alike (id, reason) as (
                select app.contacts_by_email(app.org_id(), (select email_keys from own)), 'email'
                union select app.contacts_by_phone(app.org_id(), (select phone_keys from own)), 'phone'
                union select c.id, 'name' from contacts c, own
                where c.organization_id = app.org_id() and c.name_key = own.name_key
                    and (c.company_id = own.company_id or c.company_key = own.company_key
                        or c.company_id is null and c.company_key is null or own.company_id is null and own.company_key is null))
            select c.id, c.name, c.email, array_agg(alike.reason order by alike.reason)
            from alike join contacts c on c.organization_id = app.org_id() and c.id = alike.id
            where c.id <> :id and c.deleted_at is null
            group by c.id, c.name, c.email order by c.id limit :most""";
    private static final String IS_THERE = "select count(*) from contacts where organization_id = app.org_id() and id = :id and deleted_at is null";

    private final JdbcClient jdbc;

    ContactDuplicates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    DuplicatesResponse of(Long id) {
        if (jdbc.sql(IS_THERE).param("id", id).query(Long.class).single() == 0) {
            throw ProblemException.notFound();
        }
        return new DuplicatesResponse(jdbc.sql(FIND)
                .param("id", id)
                .param("most", MOST)
                .query((row, _) -> read(row))
                .list());
    }

    private static DuplicateResponse read(ResultSet row) throws SQLException {
        return new DuplicateResponse(row.getLong(1), row.getString(2), row.getString(3),
                List.of((String[]) row.getArray(4).getArray()));
    }
}
