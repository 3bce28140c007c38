package dev.tenantry.operations.logging;

import java.sql.SQLException;

import dev.tenantry.support.TestDatabase;

/** Makes the database fail, in a way that nobody foresaw, at names that begin with a certain word; and says them. */
final class Breakdown implements AutoCloseable {

    static final String WORD = "breakdown";

    Breakdown() {
        run("""
                create function public.break_down() returns trigger language plpgsql as $$
                begin raise exception 'cannot take %', to_jsonb(new) using detail = to_jsonb(new)::text; end $$;
                create trigger break_down before insert or update on contacts
                    for each row when (new.name ^@ 'breakdown') execute function public.break_down();
                create trigger break_down before insert on auth.users
                    for each row when (new.email ^@ 'breakdown') execute function public.break_down()""");
    }

    @Override
    public void close() {
        run("drop function public.break_down() cascade");
    }

    private static void run(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
