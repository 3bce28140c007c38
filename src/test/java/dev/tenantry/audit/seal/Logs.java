package dev.tenantry.audit.seal;

import java.io.BufferedReader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.verify.BundleVerifier;
import dev.tenantry.audit.verify.VerificationResult;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization's log, as its people export it and as a superuser of the database gets at it. */
record Logs(Person person, Sealer sealer, Connection superuser) {

    static Logs of(Person person, Sealer sealer) {
        return new Logs(person, sealer, TestDatabase.server().connectAsSuperuser());
    }

    UUID organization() {
        return person.organizationId();
    }

    /** Until there is nothing that is not sealed. @return how many entries are */
    long sealAll() {
        for (var attempt = 0; attempt < 1_000; attempt++) {
            sealer.work();
            var entries = number("select count(*) from audit_logs where organization_id = '%s'");
            if (entries > 0 && entries == size()) {
                return entries;
            }
        }
        throw new AssertionError("the log is not sealed");
    }

    long size() {
        return number("select coalesce(max(size), 0) from audit_log_heads where organization_id = '%s'");
    }

    List<String> bundle(String query) {
        return new ArrayList<>(
                person.api().get("/api/v1/audit-logs/bundle" + query).expect(200).text().lines().toList());
    }

    static VerificationResult verify(List<String> bundle) {
        return BundleVerifier.verify(new BufferedReader(new StringReader(String.join("\n", bundle))), List.of(),
                List.of());
    }

    /** That what was done is found. Nobody seals meanwhile, who would leave the log alone for a while then. @param undo afterwards */
    String found(String query, String done, String undo) {
        run("select pg_advisory_lock(hashtextextended('audit.seal/%s', 0))");
        run(done);
        try {
            var result = verify(bundle(query));
            assertThat(result.isVerified()).as(done).isFalse();
            return result.message();
        } finally {
            run(undo);
            run("select pg_advisory_unlock(hashtextextended('audit.seal/%s', 0))");
        }
    }

    long number(String sql) {
        return Long.parseLong(String.valueOf(text(sql)));
    }

    /** @param sql in which %s is the organization */
    @Nullable
    String text(String sql) {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery(sql.replace("%s", organization().toString()))) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    List<String> texts(String sql) {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery(sql.replace("%s", organization().toString()))) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void run(String sql) {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql.replace("%s", organization().toString()));
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
