package dev.tenantry.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of somebody: looked for in all columns of all tables that the catalog knows, so that later ones are looked at, too;
 * and in those rows only that were written since, as a word that is made up later is in no others.
 */
public final class Traces {

    private static final String NOW = "select pg_snapshot_xmin(pg_current_snapshot())::text";
    /** A row as text shows its arrays and JSON, and octets in base 16. */
    private static final String TABLES = """
            select distinct coalesce((select p.relname from pg_class p where p.oid = pg_partition_root(pg_class.oid)), relname) as relname
            from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
                and (xpath('/row/found/text()', query_to_xml(format(
                    $q$select exists (select from (select t::text as says from %s t where age(t.xmin) <= age(xid %L) offset 0) t
                        where position(lower(%L) in lower(says)) > 0
                        or position(encode(%L::bytea, 'hex') in says) > 0) as found$q$, pg_class.oid::regclass, ?, ?, ?),
                    false, true, '')))[1]::text = 'true'
            order by relname""";

    private final String since;

    private Traces(String since) {
        this.since = since;
    }

    public static Traces fromNow() {
        return new Traces(list(NOW).getFirst());
    }

    /** The tables in whose rows, of whatever tenant, the word is. */
    public List<String> of(String word) {
        return list(TABLES, since, word, word);
    }

    private static List<String> list(String sql, String... parameters) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            var rows = statement.executeQuery();
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
