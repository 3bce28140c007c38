package dev.tenantry.bench.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntConsumer;

/**
 * Fills the table of contacts as years of use would: the rows of all tenants interleaved in the order of their creation,
 * names and companies in many combinations, about twenty contacts at each company of a tenant.
 */
public final class ContactLoader {

    /** Rounds of the loading; each inserts the next so many contacts of every tenant. */
    private static final int STRIDE = 50;
    private static final int CONTACTS_PER_COMPANY = 20;
    /** Between one contact of a tenant and the next. */
    private static final int SECONDS_APART = 3600;

    private static final String INSERT = """
            insert into contacts (organization_id, name, email, email_key, phone, company, created_at, updated_at)
            select tenant.id, first || ' ' || last,
                   address, address,
                   '+1 555 ' || lpad((n * 7919 % 10000000)::text, 7, '0'), company, born, born
            from generate_series(?, ?) n
            cross join (select id, hashtext(id::text) & 65535 as seed from organizations) tenant
            cross join lateral (select
                   (?::text[])[1 + (tenant.seed + n * 31) % ?] as first,
                   (?::text[])[1 + (tenant.seed / 7 + n * 17) % ?] as last,
                   (?::text[])[1 + (tenant.seed / 3 + n % ?) % ?] || ' '
                     || (?::text[])[1 + (tenant.seed / 5 + n % ? * 11) % ?] as company,
                   now() - make_interval(secs => (? - n) * ?::float8) as born) row
            cross join lateral (
                   values (lower(first || '.' || last) || n || '@' || lower(replace(company, ' ', '-')) || '.example')) mail (address)
            order by n, tenant.id
            """;

    private final BenchDatabase database;

    public ContactLoader(BenchDatabase database) {
        this.database = database;
    }

    /** @param progress hears how many contacts of each tenant there are so far */
    public void load(int contactsPerTenant, IntConsumer progress) throws SQLException {
        try (var connection = database.connectAsOwner()) {
            withoutRowSecurity(connection, () -> {
                for (var first = 1; first <= contactsPerTenant; first += STRIDE) {
                    var last = Math.min(first + STRIDE - 1, contactsPerTenant);
                    insert(connection, first, last, contactsPerTenant);
                    progress.accept(last);
                }
            });
            execute(connection, "vacuum (analyze)");
        }
    }

    private static void insert(Connection connection, int first, int last, int contactsPerTenant) throws SQLException {
        var companies = Math.max(1, contactsPerTenant / CONTACTS_PER_COMPANY);
        try (var statement = connection.prepareStatement(INSERT)) {
            Object[] parameters = {first, last, Words.FIRST_NAMES, Words.FIRST_NAMES.length, Words.LAST_NAMES,
                Words.LAST_NAMES.length, Words.COMPANY_NAMES, companies, Words.COMPANY_NAMES.length,
                Words.COMPANY_KINDS, companies, Words.COMPANY_KINDS.length, contactsPerTenant, SECONDS_APART};
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** The owner of the tables stands behind the fence as everybody does; it may take it down and put it up again. */
    private static void withoutRowSecurity(Connection connection, Work work) throws SQLException {
        execute(connection, """
                alter table organizations no force row level security;
                alter table contacts no force row level security
                """);
        try {
            work.run();
        } finally {
            execute(connection, """
                    alter table organizations force row level security;
                    alter table contacts force row level security
                    """);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }
}
