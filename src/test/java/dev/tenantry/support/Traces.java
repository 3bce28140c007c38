package dev.tenantry.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is left of somebody: looked for in all columns of all tables that the catalog knows, so that later ones are looked at, too. */
public final class Traces {

    /** A row as text shows its arrays and JSON, and octets in base 16. */
    private static final String TABLES = """
            select relname from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
                and (xpath('/row/found/text()', query_to_xml(format(
                    $q$select exists (select from (select t.*, t::text as says from %s t offset 0) t
                        where (position(lower(%L) in lower(says)) > 0
                        or position(encode(%L::bytea, 'hex') in says) > 0) %s) as found$q$, pg_class.oid::regclass, ?, ?,
                    case when ? <> '' and exists (select from pg_attribute a where a.attrelid = pg_class.oid and a.attname = 'organization_id')
                        then format('and coalesce(organization_id::text, %1$L) = %1$L', ?) end), false, true, '')))[1]::text = 'true'
            order by relname""";

    private Traces() {}

    /** The tables in whose rows, of whatever tenant, the word is. */
    public static List<String> of(String word) {
        return of(word, "");
    }

    /** The same, of this tenant and of none: the others' rows are many. */
    public static List<String> of(String word, UUID organization) {
        return of(word, organization.toString());
    }

    private static List<String> of(String word, String organization) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, word);
            statement.setString(2, word);
            statement.setString(3, organization);
            statement.setString(4, organization);
            var rows = statement.executeQuery();
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
