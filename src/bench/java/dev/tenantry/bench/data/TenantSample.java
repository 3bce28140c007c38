package dev.tenantry.bench.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a tenant has that requests can ask for, seen through row security as the application sees it. */
public record TenantSample(List<String> contactIds, List<String> companies, List<String> lastNames) {

    public TenantSample {
        contactIds = List.copyOf(contactIds);
        companies = List.copyOf(companies);
        lastNames = List.copyOf(lastNames);
    }

    public static TenantSample of(BenchDatabase database, UUID organization) throws SQLException {
        try (var connection = database.connectAs(BenchDatabase.APPLICATION);
                var context = connection.prepareStatement("select set_config('app.org_id', ?, false)")) {
            context.setString(1, organization.toString());
            context.execute();
            return new TenantSample(
                    column(connection, "select id::text from contacts order by md5(id::text) limit 64"),
                    column(connection, "select distinct company from contacts order by 1 limit 64"),
                    column(connection, "select distinct split_part(name, ' ', 2) from contacts order by 1 limit 64"));
        }
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
