package dev.tenantry.bench.data;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.tenantry.shared.tenancy.Ids;

/** Creates users with their personal organizations as sign-up does, but without passwords. */
public final class TenantLoader {

    private static final int BATCH = 100;

    private final BenchDatabase database;

    public TenantLoader(BenchDatabase database) {
        this.database = database;
    }

    /** Tops the organizations up to the given number. */
    public void fillUpTo(int organizations) throws SQLException {
        for (var missing = organizations - count(); missing > 0; missing -= BATCH) {
            load(Math.min(BATCH, missing));
        }
    }

    private int count() throws SQLException {
        try (var connection = database.connectAs("tenantry_admin");
                var rows = connection.createStatement().executeQuery("select count(*) from organizations")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void load(int number) throws SQLException {
        List<UUID> people = new ArrayList<>();
        try (var connection = database.connectAs(BenchDatabase.SIGN_IN);
                var user = connection.prepareStatement("insert into auth.users (id, email) values (?, ?)");
                var person = connection.prepareStatement("select app.provision_person(?, ?, ?, ?, '{}')")) {
            connection.setAutoCommit(false);
            for (var i = 0; i < number; i++) {
                var id = Ids.next();
                people.add(id);
                user.setObject(1, id);
                user.setString(2, id + "@bench.example");
                user.addBatch();
            }
            user.executeBatch();
            for (var id : people) {
                person.setObject(1, id);
                person.setObject(2, Ids.next());
                person.setString(3, id + "@bench.example");
                person.setString(4, "Bench " + id.toString().substring(24));
                person.executeQuery().close();
            }
            connection.commit();
        }
    }
}
