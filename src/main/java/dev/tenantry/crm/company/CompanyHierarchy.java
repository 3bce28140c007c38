package dev.tenantry.crm.company;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.company.CompanyHierarchyResponse.Relative;
import dev.tenantry.shared.problem.ProblemException;

/** Finds what companies are parts of, and what is a part of them, at whatever distance: there are no circles. */
@Service
@Transactional(readOnly = true)
class CompanyHierarchy {

    private static final int MOST = 1_000;
    private static final String PARENTS = """
            with recursive above (id, name, parent_id, level) as (
                select c.id, c.name, c.parent_id, 0 from companies c where c.organization_id = app.org_id() and c.id = ?
                union all
                select p.id, p.name, p.parent_id, a.level + 1 from above a
                join companies p on p.organization_id = app.org_id() and p.id = a.parent_id and p.deleted_at is null
                where a.level < ?)
            select a.id, a.name, a.parent_id, a.level from above a where a.level > 0 order by a.level desc""";
    /** A level at a time, and no more of all than are wanted. */
    private static final String SUBSIDIARIES = """
            with recursive below (id, name, parent_id, level, name_key) as (
                select c.id, c.name, c.parent_id, 0, c.name_key from companies c where c.organization_id = app.org_id() and c.id = ?
                union all
                select s.id, s.name, s.parent_id, b.level + 1, s.name_key from below b
                join companies s on s.organization_id = app.org_id() and s.parent_id = b.id and s.deleted_at is null),
            found as (select b.id, b.name, b.parent_id, b.level, b.name_key from below b limit ?)
            select f.id, f.name, f.parent_id, f.level from found f where f.level > 0 order by f.level, f.name_key, f.id""";

    /** Those in the trash included, which come back to where they were. */
    private static final String IS_BELOW = """
            with recursive above (id, level) as (
                select c.parent_id, 1 from companies c where c.organization_id = app.org_id() and c.id = ?
                union all
                select p.parent_id, a.level + 1 from above a
                join companies p on p.organization_id = app.org_id() and p.id = a.id where a.level < ?)
            select exists (select from above a where a.id = ?)""";

    private final CompanyService companies;
    private final JdbcClient jdbc;

    CompanyHierarchy(CompanyService companies, JdbcClient jdbc) {
        this.companies = companies;
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 404 */
    CompanyHierarchyResponse of(Long id) {
        var company = companies.get(id);
        var parents = jdbc.sql(PARENTS).params(id, MOST).query(CompanyHierarchy::read).list();
        // The company itself, and one more than are shown.
        var found = jdbc.sql(SUBSIDIARIES).params(id, MOST + 2).query(CompanyHierarchy::read).list();
        return new CompanyHierarchyResponse(company.id(), company.name(), parents,
                found.stream().limit(MOST).toList(), found.size() <= MOST);
    }

    /** Whether it is a part of the other one, at whatever distance. */
    boolean isBelow(Long id, Long other) {
        return jdbc.sql(IS_BELOW).params(id, MOST, other).query(Boolean.class).single();
    }

    private static Relative read(ResultSet row, int number) throws SQLException {
        return new Relative(row.getLong("id"), row.getString("name"), row.getObject("parent_id", Long.class),
                row.getInt("level"));
    }
}
